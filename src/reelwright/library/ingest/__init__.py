"""Files become items of a knowledge base: prepared, captioned, vetted."""
