"""Conversations as staff find, read and mark them."""
