"""The safety queue: conversations in which something may need care now."""
