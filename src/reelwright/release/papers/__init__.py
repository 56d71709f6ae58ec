"""What goes out beside a film: manifest, credentials, disclosure, sheets."""
