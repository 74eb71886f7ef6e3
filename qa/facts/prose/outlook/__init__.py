"""Reads what management expects: the figures of a sentence or list line that looks ahead, with the metric each is of.

Guidance has few forms: a metric, words that expect, a figure or range ("gross margin is expected to be 44% to 45%");
words that expect, a figure, a metric ("estimating $800 million in capital expenditures"); or, where words before have
said what is ahead, a metric and a figure alone. Between metric and figure only words that link the two may stand.
"""
