# ruff: noqa: SIM905 - word lists read better as text
"""Words that mean something else on a sheet than in a question."""

NOT_ASKED = frozenset(
    """
contact-practitioner pointer session treatment-plan needle-depth period baby symptom glow skin-renewal party travel
unexpected-reaction scarring surgery housework
""".split()
)
"""Topics that only questions need: "for a period of 2 days" does not mean menstruation."""

NOT_WORDS = {
    "en": frozenset(
        """
pillow pillows stable extraction extractions covering thread drinking drunk run cut fluid
plan results result trip active train
fluids spirits cleaning clean gel park period cutting hydration studio pet tape contacts waterproofmascara
moderateexercise stretch stretches stretching
spots pop popping pat patting tap pulls natural routine regime comeback comeagain nextvisit topup secondappointment
thirdsession washup onside sleepononeside roller burst bumpy yellowish coffeegrounds
""".split()
    ),
    "de": frozenset(
        """
spritze spritzen spritz dehnen dehnübungen
regel club studio gras bewegung karte angst fluss bahn zug taxi tag feuchttucher abtupfen kamillentee
wiederkommen wasserfestemascara wasserfestewimperntusche moderatersport
flecken fleckchen fleckig fleckige fleckiges
punkte punktchen tupfen termin auffrischung abstand roller gelblich routine leitung warm sowarm
einstichstelle einstichstellen einstich einstiche
""".split()
    ),
}
"""Words that name a topic in a question only, or another thing on a sheet: a damp cloth cools, camomile tea rinses.

Waterproof mascara is a kind of mascara in a question; a sheet often bans it alone.
"""

NEGATIONS = frozenset("not no never without nicht kein keine keinen nie ohne".split())
"""A phrase with one of these words is no topic, because it would hide the negation."""

ARTICLES = {
    "en": frozenset("my your the a an any his her their its this these that those".split()),
    "de": frozenset(
        """
mein meine meinen meinem ihr ihre ihren ihrem dein deine deinen deinem der die das den dem ein eine einen einem sie
""".split()
    ),
}

SITES = frozenset(
    """
tattoo tattoos piercing wound wounds scar wunde wunden narbe filler fillers threads implant hair teeth
""".split()
)
"""Places that were treated, after "the" or "your"."""

DEFINITE = frozenset(
    """
the your this new fresh its treated
das dein deine ihr ihre ihrem die der dem den diese neue neues frische frisches offene
""".split()
)
