"""The reel: the cut as a row of shots, and the film rendered from it."""
