"""The file that takes corrections to training: plain YAML to read and review, with where each comes from."""

from collections.abc import Iterable

import yaml
from django.utils import timezone

from frontdesk.console.improve.correction import Correction, Patch
from frontdesk.gateway.name import Names

_HEAD = """\
# Corrections by the clinic's staff. Read each: no message may tell who wrote it.
# `make improve PATCH={name}.yml` adds every message to data/ as a training example of its topic and to
# tests/conversations/regressions/ as a story that replays it, trains, measures before and after, and
# leaves a change to review. `make improve PATCH={name}.yml TAKE_BACK=yes` takes it out again.
"""


def write(patch: Patch, names: Names) -> str:
    """Return the file of a patch, with the corrections that still stand, each message once."""
    standing = patch.corrections.filter(undone_at=None).select_related("turn").order_by("id")
    content = {
        "patch": patch.name,
        "exported_on": str(timezone.localdate(patch.made_at)),
        "exported_by": patch.made_by,
        "corrections": [_entry(one, names) for one in _once(standing)],
    }
    body = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    return _HEAD.format(name=patch.name) + body


def _once(corrections: Iterable[Correction]) -> list[Correction]:
    return list({(one.text.lower(), one.topic): one for one in corrections}.values())


def _entry(one: Correction, names: Names) -> dict[str, object]:
    turn = one.turn
    return {
        "text": one.text,
        "topic": one.topic,
        "understood_as": one.understood,
        "confidence": None if turn.confidence is None else round(turn.confidence, 2),
        "corrected_by": one.made_by,
        "corrected_on": str(timezone.localdate(one.made_at)),
        "reason": one.reason,
        "turn": names.receipt("turn", str(turn.pk))[:16],
        "content_version": turn.content_version,
        "model_version": turn.model_version,
    }
