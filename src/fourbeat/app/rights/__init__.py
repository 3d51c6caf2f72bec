"""The Rights panel: what the film is for, packs, people, answers and the audit, each a tab of its own."""
