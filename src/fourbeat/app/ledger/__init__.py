"""The ledger in the window: what was spent, is set aside and is not known, the caps, and the button that stops all."""
