"""The studio window: what is seen, and the keys and clicks that call the studio's verbs."""
