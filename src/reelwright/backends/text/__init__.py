"""Language models: one typed stage at a time, online or offline."""
