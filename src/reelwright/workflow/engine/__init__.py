"""The durable engine: runs, leases, workers, open campaigns."""
