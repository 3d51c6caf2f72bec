"""The player: the film as it stands, frame by frame."""
