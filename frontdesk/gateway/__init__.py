"""The door: sessions, limits, the journal, the red-flag gate, and the way to Rasa and back."""
