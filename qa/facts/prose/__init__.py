"""What sentences state: whose each figure is, of which period, on which basis."""
