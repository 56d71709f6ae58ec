"""The seven steps of a campaign, and what people decide on the way."""
