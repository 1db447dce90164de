"""What the assistant could not answer or answered unsurely, put right by staff and taken to training."""
