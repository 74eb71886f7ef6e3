"""Answers in the filing's own words: why, when, who, where, what was said."""
