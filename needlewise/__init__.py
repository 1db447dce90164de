"""The assistant, stage by stage: each subpackage is one stage of a message's path (docs/path.md)."""
