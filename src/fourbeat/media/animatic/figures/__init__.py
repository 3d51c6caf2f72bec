"""The cast as flat, lit shapes: people, animals and things, placed for a framing."""
