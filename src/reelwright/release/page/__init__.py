"""The landing page: its copy, its looks, its files."""
