"""The staff console: what patients asked, what the assistant said, what there is to do about it."""
