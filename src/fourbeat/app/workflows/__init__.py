"""ComfyUI workflows in the window: which there are, where their slots are, and how one is added."""
