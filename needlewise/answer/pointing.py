"""Questions that only point at what was said last: "is that normal?", "how long for?", "which is best?"."""

import re
from collections.abc import Iterable

from needlewise.answer.memory import MORE

_IT = r"(?:it|that|this|they|them|these|those)"
_DOES = r"(?:is|are|will|does|do|should|might|would|can|could)"
_LED = (
    r"(?:(?:and|so|but|or|ok|okay|right|oh|well|then|yes|yeah|no|sorry|hmm|great|thanks)[\s,.!]+)*"
)
_IF = rf"(?: (?:if|when) (?:{_IT}|there)\b[\w' ]{{0,20}})?"
_ENDED = rf"{_IF}(?: (?:then|though|please|exactly))?[\s?.!]*"

_LASTS = (
    rf"(?:for )?how long(?:(?: on)? for| is too long| {_DOES} {_IT} (?:last|go on)(?: for)?"
    r"| (?:do|should|can|must|could) i (?:do|leave|keep|put|have|hold|rest|wait|stay|use|avoid|sit)"
    rf"(?: {_IT}| there)?(?: on| off| for)*)?"
)
_PASSES = rf"(?:how long|when) {_DOES} {_IT} (?:take|stop|pass|go|go away|wear off|heal|fade)"
_HOW_OFTEN = (
    rf"how (?:often|common|likely|rare)(?: {_DOES} (?:i|you|we|{_IT})"
    rf"(?: (?:happen|happens|occur|do|use|need to do|have to do))?(?: {_IT})?)?"
)
_BAD = (
    rf"(?:{_DOES} {_IT}|{_IT}'s)(?: be)? (?:a |always |really |very |ever |just )*"
    r"(?:normal|usual|common|rare|ok|okay|all right|bad(?: sign)?|good sign|serious|dangerous|harmful"
    r"|permanent|temporary|last for ?ever)|are you (?:sure|serious)"
)
_EASED = (
    r"(?:what (?:helps|eases|can help|could help)"
    r"|what (?:can|could|should|do|must|shall) (?:i|we) do(?: now| then| next| first)*"
    rf"|how (?:can|do|should) i (?:treat|ease|stop|get rid of))(?: (?:with |about )?{_IT})?"
)
_HOW_MANY = (
    rf"how many(?: needles| of them)?(?: {_DOES} (?:there|you|{_IT}))?"
    r"(?: (?:be|use|used|put in|needed|go in))?"
)
_HOW = r"how(?: so| exactly| come)?"
_AT_RISK = rf"who(?:'s| is) (?:most |more )?at risk|who gets {_IT}"
_WHICH_EXERCISE = (
    r"which (?:muscles|exercises|stretches|ones should i do)|what (?:exercises|stretches)"
)
_HAPPENS = (
    r"what (?:would|could|will) happen|"
    rf"what(?: happens)? if (?:{_IT}|i)(?: do| does| did| happens?| happened)?"
    r"|(?:how (?:do|can|will|would) (?:i|you|we|they)|how (?:is|are)) (?:prevent|avoid|stop|reduce)\w*"
    rf" {_IT}|what (?:should|do) (?:i|we) (?:look|watch) (?:out )?for"
)
_MATTERS = (
    rf"does {_IT} (?:really |even |actually )*(?:matter|help|make a difference)|how does {_IT} help"
)
_STAY_IN = rf"how long {_DOES} {_IT} (?:stay |left )?in(?: for)?"
_HOW_OFTEN_UP = (
    r"how often (?:should|do|must|can) i (?:get up|stand up|move|walk)(?: about| around)?"
)
_WHICH = (
    r"which ones|(?:which|what(?:'s| is)?)"
    r"(?: (?:one|ones|of them|of those|type|kind|sort|way|method|technique))?"
    r"(?: (?:is|are|do|does|would|should|works?|helps?))?(?: (?:you|they|i|the|it))*"
    r" (?:best|better|worst|worse|safest|gentlest|(?:most|more) (?:common|usual)|use|used|recommend)"
    r"(?: for .*)?"
)
_FEELS = (
    rf"what (?:does {_IT} feel|is {_IT}) like|what's {_IT} like|how does {_IT} feel"
    rf"|{_DOES} {_IT} (?:always |only |usually )*(?:(?:on )?one side|go away|get better|get worse)"
    r"(?: by itself| on its own)?"
)
_FEELS_THEM = rf"(?:can|could|do|will) (?:i|you|they) (?:feel|find|see) {_IT}"
_WHY = (
    rf"why (?:do|does|did|would|is|are) (?:i|you|we|people|{_IT})"
    rf"(?: (?:get|have|do|happen|start|hurt|so))*(?: {_IT})?"
)

_FELT = ("soreness_after", "side_effects", "twitch_response")
_RISKS = ("is_it_safe", "bleeding_risk", "skin_infection")
_EFFECTS = (
    "effectiveness", "benefits", "conditions_treated", "who_can_benefit", "how_soon_results",
    "how_long_results_last", "blood_flow", "inflammation", "mobility", "patient_experiences",
    "how_it_works", "compared_to_other_treatments",
)  # fmt: skip
_CARE = (
    "aftercare", "before_session", "medication", "lifestyle_changes", "posture",
    "exercise_and_stretching", "heat_or_ice", "prolonged_sitting", "healthy_weight",
)  # fmt: skip
_SESSION = (
    "what_to_expect", "session_length", "techniques", "needles", "number_of_sessions",
    "session_frequency",
)  # fmt: skip
_COMPARED = ("conventional_treatments", "compared_to_other_treatments")
_SYMPTOMS = ("back_pain_symptoms", "sciatica_symptoms")
_CAUSES = ("back_pain_causes", "sciatica_causes")


def _same(*groups: Iterable[str]) -> dict[str, str]:
    return {topic: topic for group in groups for topic in group}


def _all(topics: Iterable[str], answer: str) -> dict[str, str]:
    return dict.fromkeys(topics, answer)


# What is asked, and for each topic that was told last the one that answers it; after any other topic
# the words are the NLU's.
_ANSWERED: tuple[tuple[str, dict[str, str]], ...] = (
    (
        _LASTS,
        _same(_FELT, _CARE)
        | _all(_EFFECTS, "how_long_results_last")
        | _all(_SESSION, "session_length")
        | _all(_RISKS, "side_effects")
        | {"does_it_hurt": "soreness_after"},
    ),
    (_PASSES, _same(_FELT) | {"does_it_hurt": "soreness_after"}),
    (_HOW_OFTEN, _same(_FELT, _RISKS, _CARE)),
    (_BAD, _same(_FELT, ("does_it_hurt", "red_flag")) | _all(_RISKS, "side_effects")),
    (
        _EASED,
        _all((*_FELT, "does_it_hurt"), "soreness_after")
        | _all((*_SYMPTOMS, *_CAUSES), "lifestyle_changes")
        | _all(_RISKS, "side_effects")
        | {"trigger_points": "how_it_works", "red_flag": "red_flag"},
    ),
    (
        _HAPPENS,
        _all(_RISKS, "side_effects") | _all(("side_effects", "skin_infection"), "is_it_safe"),
    ),
    (_STAY_IN, _all((*_SESSION, "needle_fear", "does_it_hurt"), "techniques")),
    (_HOW_OFTEN_UP, _all(_CARE, "prolonged_sitting")),
    (_HOW, _all(_EFFECTS, "how_it_works")),
    (_AT_RISK, _all((*_RISKS, "side_effects"), "who_should_avoid")),
    (_WHICH_EXERCISE, _all(_CARE, "exercise_and_stretching")),
    (_HOW_MANY, _all(("needles", "techniques", "what_to_expect", "does_it_hurt"), "needles")),
    (_MATTERS, _same(_CARE, ("blood_flow", "inflammation"))),
    (_FEELS_THEM, {"trigger_points": MORE}),
    (_WHICH, _same(_CARE, _COMPARED, ("techniques", "side_effects", "needles"))),
    (_FEELS, _same(_SYMPTOMS) | dict(zip(_CAUSES, _SYMPTOMS, strict=True))),
    (
        _WHY,
        _all((*_FELT, *_CARE, *_RISKS, *_CAUSES, "trigger_points", "needles"), MORE)
        | dict(zip(_SYMPTOMS, _CAUSES, strict=True)),
    ),
)
_PATTERNS = tuple(
    (re.compile(f"{_LED}(?:{asked}){_ENDED}"), answered) for asked, answered in _ANSWERED
)
_SIMPLER = re.compile(
    r"\b(?:simpl(?:e|er|y|ify)|plain(?:er)? (?:english|words?|language)|(?:shorter|easier)|briefly|in short"
    r"|in a nutshell|short version|dumb it down|like i'?m (?:five|5|a child)|tl;?dr|yes or no|straight answer"
    r"|too (?:long|complicated|technical|hard|many (?:long |big |difficult )?words))\b"
)
_LONGEST_WISH = 12  # words


def point_back(wording: str, topic: str) -> str | None:
    """Return what `wording` asks of `topic`, the one told last: a topic, or "more_detail" of it.

    None where it points at nothing, or not at what `topic` tells.
    """
    for pattern, answered in _PATTERNS:
        if pattern.fullmatch(wording):
            return answered.get(topic)
    return None


def wants_it_simpler(wording: str) -> bool:
    """Say whether `wording` asks for what was said in fewer or easier words."""
    return len(wording.split()) <= _LONGEST_WISH and _SIMPLER.search(wording) is not None
