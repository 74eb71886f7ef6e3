"""Facts: what a filing states, each with its metric, period, value, unit and place in the text."""
