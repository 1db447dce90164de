"""Words as phones write them: text-speak, common slips, and what dictation mishears."""

import re

# Slips so common that the list of common words has them, and text-speak too short to repair.
_WRITTEN = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "wat": "what", "wot": "what", "wht": "what",
    "wats": "what's", "wots": "what's", "dus": "does", "duz": "does",
    "wen": "when", "wher": "where", "hw": "how", "teh": "the", "tht": "that", "thx": "thanks",
    "ty": "thank you", "plz": "please", "pls": "please", "plse": "please", "cos": "because",
    "coz": "because", "bcos": "because", "bcoz": "because", "bc": "because", "becuase": "because",
    "cuz": "because", "wud": "would", "cud": "could", "shud": "should", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "abt": "about", "alot": "a lot", "hav": "have",
    "ther": "there", "thru": "through", "tho": "though", "wiv": "with", "2day": "today",
    "2moro": "tomorrow", "2nite": "tonight", "b4": "before", "gr8": "great", "l8r": "later",
    "appt": "appointment", "appts": "appointments", "appt.": "appointment", "mins": "minutes",
    "hrs": "hours", "wks": "weeks", "yrs": "years", "tx": "treatment", "meds": "medication",
    "dn": "dry needling", "recieve": "receive", "definately": "definitely",
    "seperate": "separate", "alright": "all right", "dunno": "don't know", "lemme": "let me",
    "gimme": "give me", "sumthing": "something", "sumthin": "something", "nething": "anything",
    "ne1": "anyone", "sum1": "someone", "everytime": "every time", "aswell": "as well",
    "noone": "no one", "prolly": "probably", "idk": "i don't know", "btw": "by the way",
    "thier": "their", "untill": "until", "bck": "back", "pian": "pain", "payn": "pain",
    "hert": "hurt", "hurtz": "hurts", "sayf": "safe", "werk": "work", "wrk": "work",
}  # fmt: skip
# What speech recognition makes of the two words that matter most here.
_HEARD = {
    r"dr[yi]e?[\s-]+(?:kne+(?:e)?[dl]?l?ing|kneading|nee?ding|nailing|nee?dl?eing|needle+ing|neelding"
    r"|nedling|nedeling|neddling|neeling|needlin|kneedling|needels?)": "dry needling",
    r"dry[\s-]+needl(?=\s|$)": "dry needle",
    r"try needling": "dry needling",
    r"dryneedling": "dry needling",
    r"(?:sigh|sy|psy|si|cy|sky)[\s-]+attica": "sciatica",
    r"(?:psychiatric|sciatic|psyatic|cyatic)[\s-]+a"
    r"(?=\s+(?:pain|nerve|in|down|for|and|is|flare|help)|\W*$)": "sciatica",
    r"sy?[iy]at+ic+a|s[cy]i?at+ic+a|psyatica|cyatica|sciatia|sciactica|siatica|ciatica|syatica": "sciatica",
    r"accu?\s?puncture|acu\s?punture|accupunture|acupunctur": "acupuncture",
    r"trigger pints?": "trigger points",
    r"dose(?=\s+(?:it|they|dry|needling|acupuncture)\b)": "does",
}
_WORD = re.compile(
    r"(?<![\w'])(?:"
    + "|".join(map(re.escape, sorted(_WRITTEN, key=len, reverse=True)))
    + r")(?![\w'])",
    re.I,
)
_PHRASES = [(re.compile(rf"\b(?:{heard})\b", re.I), meant) for heard, meant in _HEARD.items()]


def write_out(text: str) -> str:
    """Return `text` with text-speak written out and misheard words put right: "wat is dry kneeling"
    -> "what is dry needling". Words that are neither stay as they are."""
    for heard, meant in _PHRASES:
        text = heard.sub(meant, text)
    return _WORD.sub(lambda match: _WRITTEN[match.group().lower()], text)
