"""The commands, a guest of the studio."""
