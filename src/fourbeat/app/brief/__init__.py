"""The brief inspector: every field of a shot's brief, and the prompt it makes."""
