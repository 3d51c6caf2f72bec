"""Shaped text in any bundled script, as transparent pictures and PDF pages, and the bundled fonts."""
