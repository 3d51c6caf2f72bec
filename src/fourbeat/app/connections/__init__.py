"""Connections in the window: the servers and websites a person generates with."""
