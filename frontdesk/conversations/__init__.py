"""What is recorded of a conversation: redacted for staff, the patient's own words sealed for a while."""
