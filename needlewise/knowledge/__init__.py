"""The reviewed content: cards, their sources, the clinic's profile. Reads files; imports no framework."""
