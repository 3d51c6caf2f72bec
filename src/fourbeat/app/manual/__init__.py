"""The help sheet: the manual's pages in the window."""
