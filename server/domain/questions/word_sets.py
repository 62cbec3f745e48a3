"""Sets of words around states and moments, in plain letters and in both languages.

They are code and not data of the topic tree, which the phone loads in full. pwa/src/domain/questions/word-sets.ts holds
the same sets; tests/domain/questions/test_word_sets.py compares them.
"""

from server.domain.topics_words import MAX_LISTED, words


def _set(listed: str) -> frozenset[str]:
    return frozenset(words(listed, MAX_LISTED))


NAYS = _set("no nope nah nay naw not never hardly barely nein noe nee nicht nich net nie kaum")
"""Words that deny what was said or asked before them."""

FILLERS = _set("well um uh hm hmm er so sadly unfortunately honestly tbh leider eher noch na naja aeh")
"""Words that may come before such an answer."""

OF_A_THING = _set("no kein keine keinen keinem keiner")
"""Negations that belong to a topic after them: "healed, no make-up yet?"."""

REVERSED = _set("ist sind it is its they are sie es die das bin war ganz schon ja")
"""Words between a symptom that is put first and its negation: "gereizt ist sie nicht"."""

HARMLESS = _set(
    """
    i im ive my me mine a an the it its is has have been am are all everything everythings every fully completely
    totally entirely absolutely really very so well nicely up over now already today finally and then thus because
    cos cause since as that this skin skins face whole entire full looks look looking feels feel feeling got gotten
    great good fine perfectly perfect beautifully lovely smooth down just too also again thankfully luckily
    fortunately yay hi hello hey ok okay yes yeah yep yup definitely certainly thanks thank you please more than ago
    for by itself on own proper properly thoroughly 100 complete total ich mir mich mein meine meiner das die der
    den es ist sind hat haben habe hab sich bin und also denn da weil ja doch schon jetzt nun heute wieder ganz
    komplett vollstandig vollstaendig vollig voellig total richtig gut super prima schon toll alles haut gesicht
    gesichtshaut endlich inzwischen mittlerweile bereits so seit perfekt wirklich definitiv glatt zum gluck glueck
    sieht aus wie fuhlt fuehlt an hallo danke bitte
    """
)
"""Words beside a state that make it no less certain."""

OWN_SUBJECTS = _set(
    """
    i im ive it its skin skins face everything everythings all es sie alles haut gesicht gesichtshaut ich bin ist
    """
)
"""Words between a topic and a state that is not said of this topic: "make-up, it has healed", "my tattoo healed"."""

YEAS = _set(
    """
    yes yep yeah yup yea definitely completely fully totally ja jep jup jo jawohl definitiv klar
    """
)
"""Words that answer one's own question: "healed? yes."."""

OTHERS = _set(
    """
    mum mums mom moms mother mothers mama mamas dad dads father fathers sister sisters sis brother brothers bro
    husband husbands hubby wife wifes friend friends mate mates flatmate flatmates roommate roommates boyfriend
    boyfriends girlfriend girlfriends partner partners daughter daughters son sons kid kids child childs childrens
    baby babys dog dogs cat cats horse neighbour neighbours neighbor neighbors colleague colleagues aunt aunts uncle
    uncles cousin cousins nan nans gran grans grandma grandmas grandpa granny nephew niece someone someones somebody
    somebodys elses else his him her hers their them theirs she he mutter mutti vater papa papas schwester bruder
    mann mannes frau freund freundin freundes partnerin kind kindes kinder sohn sohnes tochter baby hund hundes
    katze pferd nachbar nachbarin nachbarn kollege kollegen kollegin tante onkel cousine oma omas opa opas neffe
    nichte bekannte bekannten jemand jemandem anderen ihr ihm ihn ihre ihrer ihrem ihren seine seiner seinem seinen
    deren dessen mitbewohner mitbewohnerin
    """
)
"""People and animals for whom something may have been prescribed instead."""

STALE = _set(
    """
    year years month months leftover leftovers old expired spare previously formerly former jahr jahre jahren jahres
    monat monate monaten alt alte alten alter altes ubrig uebrig rest reste damals fruher frueher ehemals abgelaufen
    vorig vorige vorigen vorher einst
    """
)
"""Words of a prescription for another occasion."""

UNSURE = _set(
    """
    only need needs needed get could would might if unless until supposed maybe perhaps probably possibly ask asking
    will gonna want whether hopefully think guess tomorrow then prescribe prescribes nur brauche brauch brauchen
    braucht konnte koennte vielleicht wenn falls ob sobald lassen bekommen bekomme holen hole wohl wahrscheinlich
    hoffentlich glaube glaub denke verschreiben verschreibt
    """
)
"""Words of a prescription that is asked about, wished or guessed."""

OPENING = _set("is are was were does did has have ist sind wurde wird war hat")
"""First words of a question about a state itself: "is it prescribed only"."""

DOCTORS = _set(
    """
    doctors doctor gps drs docs derms dermatologists physicians surgeons consultants skins faces
    """
)
"""Words after "my" that end in -s and do not make what follows somebody else's."""

BEFORE = _set("before b4 prior ahead advance bevor vor vorm")
"""Words that limit the time by the moment after them."""

EARLIER = _set("sooner earlier before fruher frueher eher")
"""Words that do so with "than" after them."""

THAN = _set("than als")
"""Words after those."""

UNTIL = _set("until till til bis")
"""Words that limit the time by the end of the moment after them."""

LEADING = _set(
    """
    the this next coming of to on at my around about dem den der diesem diesen kommenden nachsten noch zum zur es it
    its is
    """
)
"""Words between these and the moment."""

WAITING = _set("wait waiting hold on warten warte abwarten verschieben zuwarten spatestens")
"""Words before "until" with which a question is about the moment itself."""

OFF = _set(
    """
    off remove removes removing removed removal runter herunter runtermachen runtermache runterwaschen runterwasche
    runternehmen runterholen runterspulen runterwischen abmachen abwaschen abwasche abgewaschen abzuwaschen abnehmen
    abnehme abspulen abspuelen abzuspulen abwischen entfernen entferne wegwaschen wegmachen loswerden loszuwerden
    """
)
"""Words of taking a layer off."""

LEAVING = _set(
    """
    leave leaves leaving left keep keeping kept stay stays longer lasse lassen lass dranlassen drauflassen drauf dran
    bleiben bleibt behalten langer laenger
    """
)
"""Words of leaving it on."""

ASKING = _set("is are would can may ist sind ware waere darf")
"""Verbs that begin a question whose topic follows: "is sun ok"."""

INSTRUMENTS = _set(
    """
    brush brushes kabuki sponge sponges puff puffs applicator applicators blender beautyblender pinsel pinseln burste
    buerste bursten buersten schwamm schwammchen schwaemmchen quaste applikator
    """
)
"""Words for instruments that spread or scrub."""

FINGERS = _set(
    "finger fingers fingertips fingertip hand hands finger fingern fingerspitzen handen haenden hande haende"
)
"""What people use where they use no instrument."""

USING = _set("with using w via mit per mittels")
"""Words before an instrument."""

NUMBERED = _set(
    """
    time day days session sessions treatment treatments week month one needling night visit appointment attempt round
    uhr mal sitzung behandlung termin tag tage woche monat o oclock am pm percent prozent grad
    """
)
"""Words after a number that is no day of the month: "on the 2nd session"."""

SKIN = _set("skin face haut gesicht gesichtshaut")
"""Words after a state that only describes them: "on healed skin"."""

MANNERS = _set("gut super prima toll schon richtig perfekt schnell")
"""Words after "verheilt" that tell how it goes on."""
