"""What is said in a turn: cards and what the conversation remembers in, answers out. Pure."""
