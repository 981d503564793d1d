"""Flags in the curators' hands: what learners say is wrong, and the answers they get. Never who they are."""
