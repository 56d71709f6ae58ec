"""Questions to knowledge bases become pictures with their receipts."""
