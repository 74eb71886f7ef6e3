"""What sentences state: whose each figure is, of which period, on which basis.

`from_prose.py` goes through a filing's sentences; `read_sentence.py` takes each one through three readers of claims -
`outlook/` what is expected, `clauses/` what was, `named_figures/` what stands beside a noun that no vocabulary knows -
and `claimed_facts.py` makes facts of the claims. `subjects/` tells the readers what a figure is of, and `talk/` what a
sentence leaves to the words before it.
"""
