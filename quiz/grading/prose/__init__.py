"""Explanations in one's own words: are the key points in the answer, and does anything speak against it?"""
