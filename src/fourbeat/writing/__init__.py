"""From brief to prompt: pure functions over the words of a shot."""
