"""How figures, signs and short forms are said, in ten languages."""
