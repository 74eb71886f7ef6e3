"""What is computed, compared, counted or ranked, each result with its operands."""
