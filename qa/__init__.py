"""Answers exact questions from companies' results releases, each answer with its source."""
