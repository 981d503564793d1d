"""Gathers the parts' admin."""

from quiz.curation.admin import *  # noqa: F403
