"""Reads the clauses of one sentence: which figures are whose, what moved from where to where, against which period."""
