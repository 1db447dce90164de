"""What the action server runs: one action per file, each thin over needlewise.answer."""
