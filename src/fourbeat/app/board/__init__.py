"""The board: the film as cards, and the same film as a list."""
