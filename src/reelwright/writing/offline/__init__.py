"""The writer that needs no model: composes from the campaign's own facts and words."""
