"""Stills in the window: asked for, shown once they have come, used or discarded."""
