"""The content as staff read it: cards with their claims, what supports them, when to review them."""
