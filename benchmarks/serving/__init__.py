"""How fast and how lean the assistant is, beside a stock Rasa bot with the same texts."""
