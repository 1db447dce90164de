"""What a patient's words are: normalisation, spelling, tokens, embedding. Pure; imports no other stage."""
