"""Order, gates, resume: the only room that knows the workflow engine."""
