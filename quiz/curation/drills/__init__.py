"""Drills in the curators' hands: edited, previewed, compared and published like questions."""
