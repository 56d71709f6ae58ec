"""A campaign folder becomes domain values, or errors that name file, row and field."""
