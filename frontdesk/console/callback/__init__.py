"""Call-backs: whom the clinic is to call, by when, and who does it."""
