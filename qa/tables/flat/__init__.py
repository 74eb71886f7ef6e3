"""Tables in running text that has lost its layout."""
