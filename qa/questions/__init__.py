"""From a question to a reply: parse, find, compute, word; each one step."""
