"""The patients' API, one call a module."""
