"""Measures: what happened, from the daily counts, as charts with their tables."""
