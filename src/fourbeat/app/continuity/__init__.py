"""Continuity: all shots of somebody or something side by side."""
