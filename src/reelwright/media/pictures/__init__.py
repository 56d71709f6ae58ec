"""Still pictures: read, measured, graded, described in numbers."""
