"""The nouns, frozen, in the order data travels. Imports nothing of ours."""
