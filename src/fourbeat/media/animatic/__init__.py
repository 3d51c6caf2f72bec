"""The animatic: a drawn, moving storyboard panel for every shot, made on this machine."""
