"""Reads the figures that stand beside a noun no vocabulary knows, named by the sentence's own words.

"Warranty charges of $1.3 million", "4,989 full-time employees", "$7.5 million available under the credit line": the
noun is the name, and the words around it, up to the next figure, are what else the figure can be asked for with.
Nothing is named by "it" or "the amount", and no figure is taken that is said to have moved.
"""
