"""Claims and runs the jobs that the store holds."""
