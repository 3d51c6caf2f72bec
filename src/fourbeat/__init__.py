"""Fourbeat: plan a film shot by shot, have each shot generated, leave with a finished cut."""

__version__ = "0.1.0"
