"""Back ends that film scenes: a camera over stills, or models that make footage."""
