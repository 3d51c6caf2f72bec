"""Shaped text in any bundled script, as transparent pictures, and the bundled fonts."""
