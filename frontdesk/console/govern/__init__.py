"""Governing: whose words are shown to whom and why, who may sign in, what is forgotten."""
