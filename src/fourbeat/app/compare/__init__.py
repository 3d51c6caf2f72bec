"""The compare page: two takes of a shot, frame by frame: side by side, under a line, or as their difference."""
