"""Messaging platforms as doors: verified, read and journaled; answers shown as each can and delivered."""
