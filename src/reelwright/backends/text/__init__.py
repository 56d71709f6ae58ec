"""Language models: one typed ask at a time, online or offline."""
