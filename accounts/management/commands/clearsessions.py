"""Removes expired sign-in sessions: Django's own command, whose app is not installed because the sessions are ours."""

from django.contrib.sessions.management.commands.clearsessions import Command

__all__ = ["Command"]
