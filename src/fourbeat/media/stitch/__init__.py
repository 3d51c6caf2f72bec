"""The stitch: a cut becomes one file, copying what can be copied and encoding only the rest."""
