"""Pixels and packets: probe, animatic, stitch."""
