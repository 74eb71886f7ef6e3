"""Measurements on real releases and their tagged data, where those are at hand; run with python -m."""
