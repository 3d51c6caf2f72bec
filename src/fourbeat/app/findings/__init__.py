"""The findings: what the linter says, in a dock and under the words."""
