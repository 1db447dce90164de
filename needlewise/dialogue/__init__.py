"""What Rasa's YAML files name: the private channel, the strict tracker store, and what they rest on."""
