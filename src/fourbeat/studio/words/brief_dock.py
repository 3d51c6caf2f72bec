"""Words of the brief's dock: its fields, its choices, what it asks and answers."""

from .entry import count, say

WORDS = (count("step.edit-shots", "Edit {n} shot", "Edit {n} shots"),)
