"""Landing pages of the kit: an agent composes one for a film, builds it, and looks at it."""
