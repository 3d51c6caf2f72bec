"""Takes made from takes: the sheet that shows what will be asked before it is, and what can be done with it."""
