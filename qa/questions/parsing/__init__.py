"""From a question's words to a Query: what is asked, of which metric, part, company and period."""
