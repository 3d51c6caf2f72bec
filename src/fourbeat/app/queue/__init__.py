"""The queue dock: what is being made, what waits, and what became of the rest."""
