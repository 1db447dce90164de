"""Stage 3: a patient's message -> topics with confidence, entities, red flag. Rasa's graph components."""
