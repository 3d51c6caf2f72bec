"""The animatic: a drawn, moving storyboard panel for every shot, made on this machine."""

LOOK = 2
"""Goes up with every change after which an equal panel is drawn, or sounds, differently: a new prop, a mended lamp,
another voice. Films then draw their ghosts anew instead of mixing old drawings with new ones."""
