"""Tells what a sentence's figure is of: the metric, the words before it that name a part of it, or an unknown noun."""
