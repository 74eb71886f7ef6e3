"""PDF: words with their places become rows, rows become paragraphs and tables."""
