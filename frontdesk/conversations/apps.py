"""Django's name for this application."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The record."""

    name = "frontdesk.conversations"
