"""Scripts brought into the film, and brought up to date: the sheets that show what would come of it."""
