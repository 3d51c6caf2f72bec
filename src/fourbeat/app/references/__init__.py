"""Reference pictures in the window: listed, taken in, cropped."""
