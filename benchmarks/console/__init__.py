"""The staff console over a million turns, on SQLite and PostgreSQL."""
