"""Files of other programs: one module per format, each turning it into one of the model's own values."""
