"""What `make` runs: start the assistant, train it, talk to it, test it."""
