"""The facade: what people do, one function an operation. Doors use nothing else."""
