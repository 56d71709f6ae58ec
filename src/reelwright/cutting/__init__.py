"""Takes become a timeline, a timeline becomes a film."""
