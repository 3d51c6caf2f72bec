"""Handwork in the window: orders for websites, and the clips that are dropped, matched and brought in."""
