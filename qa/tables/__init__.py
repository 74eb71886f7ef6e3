"""From a grid of cells, or from a flattened run of words, to a Statement."""
