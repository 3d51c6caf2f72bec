"""The takes strip: the takes of a shot, what people think of them, and what changed between two."""
