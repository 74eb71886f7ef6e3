"""The sentences of a reply, and how figures and periods are written."""
