"""What the rows and columns of statements state: metric, unit, scale, sign and dimensions."""
