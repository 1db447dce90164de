"""The red-flag gate: does a message report a symptom that needs care now?"""
