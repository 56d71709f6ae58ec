"""Programs and models that do work for us: one table, and a folder for each kind."""
