"""Rules over cards: each finds one kind of mistake, under its own code."""
