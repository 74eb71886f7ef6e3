"""What a release talks about where a sentence begins: the period, what lies ahead, the part of the company.

A heading's words hold to the next heading, a paragraph's to its end, a list's introduction to its last item.
"""
