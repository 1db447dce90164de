"""The small words of English by which a message is cut into clauses; all without apostrophes."""

SUBJECTS = frozenset("i he she we they".split())
AUXILIARIES = frozenset(
    "am is are was were do does did have has had can could will would may might should shall must "
    "dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt havent hasnt".split()
)
ASKING_AUXILIARIES = AUXILIARIES - frozenset(
    "am had have must dont didnt cant couldnt havent wont".split()
)
ASKED_OF = frozenset(
    "i it you we this that these dry needling needles acupuncture the my anyone anybody people "
    "patients treatment your they he she sciatica".split()
)
BREAKS = frozenset(
    "but because so although though however except unless then whereas while yet".split()
)
LISTS = frozenset(["and", "or", "nor", "plus", "also"])
SUBORDINATES = frozenset("if when whenever whether why what how where who which".split())
LEANS_ON = (  # a subject after one of these goes on with its clause
    AUXILIARIES | BREAKS | LISTS | SUBORDINATES
    | frozenset("to that since after before until till as than once how the time moment day where".split())
)  # fmt: skip
IT_VERBS = frozenset(
    "is was has had feels felt hurts wont will doesnt isnt wasnt started looks keeps can could might may "
    "just still also really now went got makes comes seems".split()
)
# What "how" asks the degree of: "how likely is it that ..." is one clause.
GRADES = frozenset("likely common often rare usual dangerous risky serious".split())
OWNERS = frozenset("my his her our both".split())
COPULAS = frozenset(
    "is are was were has have had feel feels felt went go goes gone keep keeps kept cant wont dont doesnt "
    "isnt arent gave gives give hurt hurts just started feeling going getting still suddenly".split()
)
BEFORE_OWNED = LEANS_ON | frozenset(
    "in on of to for with about from at by down up into through over under around between all both "
    "lost lose losing feel move control hit make makes cause causes help treat fix numb and "
    "feeling getting got had like not near puncture damage".split()
)
FILLERS = frozenset(
    "and but or so then that hi hello hey hiya please sorry ok okay also just um uh er well oh like yes no "
    "yeah thanks anyway actually basically because though however plus thing question , - : dear doctor doc "
    "all right quick morning good afternoon evening again".split()
)
GOES_ON = LISTS | frozenset("when whenever where it they".split())
TIME_STARTS = frozenset(
    "not when back in as last about around over many several some a an one two three four five six seven "
    "eight nine ten fifteen twenty years months ages decades once previously that this it".split()
)
# Verbs with which people begin when they leave "I" out.
ELIDED = frozenset(
    "cant couldnt dont didnt havent hasnt wont lost keep keeps been feel feels feeling having got wet am "
    "went woke started now still had have has not barely hardly".split()
)
