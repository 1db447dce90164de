"""Demonstration: scripted patients who talk to the running assistant, spread over past weeks."""
