"""What may be made: rights packs, the names and pictures they guard, and verdicts with their evidence."""
