"""From a Query's topics to the lines and facts of the filings in view."""
