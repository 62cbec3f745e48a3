# ruff: noqa: E501 - patterns stay on one line
"""Times and states of the skin in German sheets."""

from server.domain.sheet_import.language import Steps
from server.domain.sheet_import.lengths import LENGTH, NUMBER
from server.domain.sheet_import.points import POINT
from server.domain.sheet_import.times import (
    Moment,
    after,
    bare,
    beginning,
    days,
    fixed,
    from_tomorrow,
    in_time,
    not_before,
    on,
    past_first,
    since,
    through,
    until,
    weeks,
    within,
)

_TREATED = (
    r"(?:der |dem |den |die |das |ihrer |ihrem |ihre |deiner |deinem |jeder |jedem |einer |einem )?(?:[a-zäöüß]+[ -])?"
    r"(?:behandlung(?:en)?|eingriffs?|sitzung(?:en)?|termin(?:s|en)?|operation|op|injektion|unterspritzung|peelings?|extraktion|laser\w*|waxing"
    r"|enthaarung|entfernung|needling|microneedling|tätowier\w*|sedierung|narkose|vollnarkose|stechen|piercen|besuch)\b"
)
_AFTER = rf"(?: (?:nach|seit) {_TREATED}| danach\b| im anschluss\b)"
_PAIR = rf"(?P<first>\d{{1,2}}\.?|{NUMBER}) ?(?:-|bis|und) ?(?:zum |tag )?(?P<last>\d{{1,2}}\.?|{NUMBER})"
_FIRST = r"(?:ersten|nächsten|folgenden|kommenden|erste)"

TIMES = Steps((
    *((rf"\b(?:(?:frühestens|erst) )?nach (?:der|dem|den) (?:ersten|1\.) {unit}\b", past_first(start))
      for unit, start in (("(?:tag|nacht)", "D2"), ("woche", "1w"), ("monat", "1mo"), ("stunde", "1h"))),
    (rf"\b{LENGTH} vor und (?=(?:{NUMBER} \w+ )nach\b)", fixed(Moment("then"))),
    (rf"\b(?P<length>{LENGTH}) vor und nach {_TREATED}", until),
    (rf"\b(?:{LENGTH} )?vor {_TREATED}", fixed(Moment("beforehand"))),
    (rf"\b{LENGTH} (?:vorher|davor|zuvor)\b", fixed(Moment("beforehand"))),
    (r"\b(?:danach|anschließend|hinterher|im anschluss)\b", fixed(Moment("then"))),
    (rf"\b(?:frühestens|erst(?: wieder)?|wieder erst|nicht vor|am besten erst|nicht früher als)(?: (?:nach|ab|am|in|zum))?(?: (?:dem|der))? {POINT}{_AFTER}?(?: wieder\b)?",
     not_before),
    (rf"\b(?:von |vom |zwischen |an |am )?(?:den )?tag(?:en)? {_PAIR}", days),
    (rf"\b(?:vom|zwischen dem|am|von) {_PAIR} tag\b", days),
    (rf"\b(?:in |von |in der |in den )?(?:woche|wochen) {_PAIR}", weeks),
    (r"\b(?:in der |von der |zwischen der |in )?(?P<first>\d{1,2})\. ?(?:-|bis|und) ?(?:zur |zum |der )?(?P<last>\d{1,2})\. woche\b", weeks),
    (rf"\b(?:von |ab )?morgen bis (?:zum )?tag (?P<last>{NUMBER})", from_tomorrow),
    (rf"\b(?<=verschieben sie )um (?P<length>{LENGTH})", until),
    (rf"\bvor (?:der |dem |ablauf (?:von |der )?)?{POINT}", until),
    (rf"\b(?:bis einschließlich|bis inklusive) {POINT}", through),
    (r"\bbis (?:zu |zum )?(?:nächsten|folgenden) (?:termin|sitzung|behandlung)\b|\bbis zur nächsten (?:sitzung|behandlung)\b|\bzwischen den (?:terminen|sitzungen|behandlungen)\b",
     fixed(Moment("then"))),
    (rf"(?<!\d )(?<!ein )(?<!zwei )(?<!drei )(?<!vier )(?<!fünf )(?<!sechs )(?<!zehn )\bbis (?:zu )?(?P<length>{LENGTH})(?: lang)?{_AFTER}?", lambda match: _up_to(until(match))),
    (rf"(?<!\d )(?<!ein )(?<!zwei )(?<!drei )(?<!vier )(?<!fünf )(?<!sechs )(?<!zehn )\bbis (?:zum |zur |zu |mindestens )?{POINT}", until),
    (r"\b(?:für |während )?(?:den |der )?rest(?:lichen)? (?:des |vom )?(?:heutigen )?tag(?:e?s)?\b", fixed(Moment("until", end="D2"))),
    (r"\bbis (?:zum (?:schluss|ende)(?= ein| nehmen| einnehmen)|zur letzten (?:tablette|kapsel|dosis|pille)|(?:zum )?ende der packung|(?:die )?packung (?:leer|aufgebraucht)(?: ist)?)\b", fixed(Moment("then"))),
    (r"\bbis (?:zum schlafengehen|zur schlafenszeit)\b", fixed(Moment("until", end="bedtime"))),
    (r"\bbis (?:zum |heute )?abend\b", fixed(Moment("until", end="evening"))),
    (rf"\b(?P<length>{LENGTH}) (?:mindestens|frühestens|im frühesten fall)\b", not_before),
    (rf"\b(?:innerhalb|innert|binnen)(?: von| der)?(?: {_FIRST})? (?P<length>{LENGTH}){_AFTER}?", within),
    (rf"\b(?:ab|von|beginnend mit|vom)(?: dem| der)? {POINT}(?: an\b)?", beginning),
    (rf"\b(?:in |während |innerhalb |für |über )?(?:der |den |die |dieser )?{_FIRST} (?P<length>{LENGTH}){_AFTER}?", until),
    (r"\b(?:in |während |für )?(?:der |die )?ersten? woche\b", fixed(Moment("until", end="1w"))),
    (r"\b(?:in |während |für )?(?:der |die )?(?:ersten?|nächsten?) stunde\b", fixed(Moment("until", end="1h"))),
    (r"\b(?:in |im |während |für )?(?:den |dem |der )?ersten? monat\b", fixed(Moment("until", end="1mo"))),
    (r"\b(?:in |während |für )?(?:der |die )?ersten? nacht\b|\b(?:am|den) ersten (?:tag|abend)\b", fixed(Moment("until", end="D2"))),
    (r"\b(?:in |während )?(?:den |der |die )?ersten (?:tage|tagen|stunden|wochen|nächte|nächten)\b", fixed(Moment("until", end="?"))),
    (r"\bheute (?:und|oder|noch) (?:auch )?morgen\b(?! (?:früh|vormittag|mittag|nachmittag|abend|nacht))", fixed(Moment("until", end="D3"))),
    (r"\b(?:von (?:anfang|beginn) an|vom ersten (?:tag|moment) an)\b", fixed(Moment("from", start="D1"))),
    (r"\b(?:ab (?:heute|sofort|jetzt)|(?:noch|schon|bereits) heute(?! (?:abend|nacht|nicht|kein)))\b", fixed(Moment("from", start="D1"))),
    (r"\b(?:am |noch am )?(?:behandlungstag|op-tag|operationstag|eingriffstag)\b|\b(?:am |noch am )?(?:selben |gleichen )?tag (?:der|des|ihrer|deiner) [a-zäöüß]+\b"
     r"|\bheute\b", fixed(Moment("until", end="D2"))),
    (r"\b(?:(?:noch|schon|bereits) am (?:selben |gleichen )?abend|am (?:selben|gleichen) abend)\b(?! (?:der|nach der|vor))", fixed(Moment("on", start="evening", end="D2"))),
    (r"\b(?:noch )?am (?:selben|gleichen) tag\b", fixed(Moment("on", end="D2"))),
    (r"\bheute abend\b|\bheute nacht\b|\bam abend (?:der|nach der) behandlung\b|\bin der nacht nach der behandlung\b", fixed(Moment("on", start="evening", end="morning+1"))),
    (r"\b(?:wenn|sobald) (?:sie|du) (?:zu|nach) hause (?:sind|ankommen|kommen|bist|ankommst|kommst)\b", fixed(Moment("from", start="on(home)"))),
    (r"\b(?:sofort|direkt|unmittelbar|gleich)(?: danach| nach der behandlung)?\b", fixed(Moment("then"))),
    (rf"\b(?P<length>{LENGTH}){_AFTER}", since),
    (rf"\bin (?P<length>{LENGTH})", in_time),
    (rf"\bnach (?:dem |den |der |einer |weiteren )?{POINT}", after),
    (rf"\b(?:für|über|während|ungefähr|die) (?:einen zeitraum von |die dauer von )?(?P<length>{LENGTH})(?: lang\b)?", until),
    (rf"\b(?P<length>{LENGTH}) (?:lang|hindurch|über)\b", until),
    (rf"\b(?P<length>{LENGTH}) später\b", after),
    (r"\b(?:erst )?am (?:ersten )?tag (?:nach (?:der|dem|ihrer|ihrem|deiner|deinem) \w+|danach|darauf)", lambda match: Moment("not-before", end="D2") if match.group().startswith("erst") else Moment("from", start="D2")),
    (rf"\b(?:sobald|wenn|nachdem) (?:die )?(?P<length>{LENGTH}) (?:vergangen|vorbei|verstrichen|um) sind\b", after),
    (rf"\b(?:am |im |an )?(?:den |dem )?{POINT}(?: lang\b)?", lambda match: on(match) or bare(match)),
    (rf"\b(?:unmittelbar |direkt )?nach {_TREATED}", fixed(Moment("then"))),
))  # fmt: skip


def _up_to(moment: Moment | None) -> Moment | None:
    """Return the moment marked as the most: "bis zu 3 Tage" or "bis 3 Tage"."""
    if moment is None or moment.end is None or not moment.end[0].isdigit() or "-" in moment.end:
        return moment
    return Moment("until", end=f"<={moment.end}")


_SKIN = (
    r"(?:(?:die|das|der|den|ihre|ihr|deine|dein|behandelte[nrs]?|alle) )*(?:haut|hautareale?|gesicht|stellen?|wunden?|tattoo|areale?|bereiche?|lippen|einstiche?"
    r"|brauen|kopfhaut|einstichstellen|narbe|es|alles)"
)
_FULLY = r"(?:(?:vollständig|komplett|ganz|völlig|gut|sich|wieder|vollkommen) )*"
_IS = r"(?: (?:ist|sind|hat|haben|wurde))?"
STATES = (
    ("healed", rf"{_SKIN} {_FULLY}(?:verheilt|abgeheilt|geheilt|ausgeheilt|zugeheilt|erholt){_IS}\b|(?:{_FULLY}|vollständige[rn] |komplette[rn] |endgültige[rn] |der )?(?:abheilung|verheilung|wundheilung|heilung|abheilen)\b(?: der \w+)?"),
    ("healed", rf"{_SKIN} (?:(?:wieder|ganz|trocken|richtig|vollständig|und) )*(?:geschlossen|verschlossen|zugewachsen|zu)(?: ist| sind| hat)\b"),
    ("gone(pain)", r"(?:(?:es|er|sie|das|nichts|die stelle|der arm|das bein) )?(?:nicht mehr|nicht|nichts mehr) (?:wehtut|weh tut|schmerzt|schmerzen)\b|(?:sie |du )?(?:wieder )?(?:keine schmerzen mehr (?:haben|hast)|schmerzfrei (?:sind|bist|ist))\b"),
    ("calm", rf"{_SKIN} (?:ist )?nicht mehr {_FULLY}(?:gereizt|empfindlich|entzündet){_IS}\b|{_SKIN} {_FULLY}(?:beruhigt|reizfrei|reizlos){_IS}\b|(?:vollständiger )?beruhigung der haut\b"),
    ("gone(redness)", rf"{_SKIN} (?:ist )?nicht (?:mehr )?{_FULLY}(?:rot|gerötet){_IS}\b"),
    ("gone(numbness)", r"(?:sie|du) (?:ihre|deine|die|den|das|ihren|deinen) \w+ (?:wieder )?(?:richtig |normal )?(?:spüren|spürst|fühlen|fühlst)\b|(?:das |ihr |dein )?gefühl (?:(?:in|im|an) (?:der|dem|ihrer|deiner)? ?\w+ )?(?:wieder |vollständig |ganz )*(?:zurück|da|zurückgekehrt|normal)(?: ist)?\b"),
    ("shed", rf"(?:die )?(?:schuppung|schälung|abschuppung|häutung) {_FULLY}(?:abgeschlossen|vorbei|beendet|abgeklungen){_IS}\b|ende der schuppung\b"),
)  # fmt: skip
OPEN_STATES = (
    ("healed", rf"{_SKIN} (?:noch )?nicht {_FULLY}(?:verheilt|abgeheilt|geheilt|zugeheilt){_IS}\b|{_SKIN} (?:noch )?(?:offen|wund){_IS}\b"),
    ("shed", r"(?:die |ihre )?haut sich (?:noch )?(?:schält|schuppt)\b"),
)  # fmt: skip
NO_LONGER = rf" {_FULLY}(?:abgeklungen|verschwunden|zurückgegangen|weg|vorbei|abgefallen|nachgelassen|abgeheilt|abklingt|abklingen|abfallen|ab){_IS}\b"
