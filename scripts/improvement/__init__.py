"""Corrections by the clinic's staff on their way into the training data and the tests."""
