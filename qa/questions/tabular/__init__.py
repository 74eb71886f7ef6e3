"""Answers that a filing's tables give as they stand: by the words of their rows and columns, whatever they are of."""
