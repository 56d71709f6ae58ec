"""What leaves the house: checks, disclosure, signed films, pages, manifests."""
