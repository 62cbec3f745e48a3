# ruff: noqa: E501 - patterns stay on one line
"""German as clinics write it."""

from server.domain.sheet_import.german_words import PHRASES, SMALL
from server.domain.sheet_import.language import Frame, Language, compiled, small_words, steps
from server.domain.sheet_import.lengths import LENGTH, NUMBER
from server.domain.sheet_import.points import POINT
from server.domain.sheet_import.times import (
    Moment,
    after,
    bare,
    beginning,
    days,
    fixed,
    in_time,
    not_before,
    on,
    since,
    through,
    until,
    within,
)

_TREATED = (
    r"(?:der |dem |den |die |das |ihrer |ihrem |ihre |deiner |deinem |jeder |jedem |einer |einem )?(?:[a-zäöüß]+[ -])?"
    r"(?:behandlung(?:en)?|eingriffs?|sitzung(?:en)?|termin(?:s|en)?|operation|op|injektion|unterspritzung|peelings?|extraktion|laser\w*|waxing"
    r"|enthaarung|entfernung|needling|microneedling|tätowier\w*|besuch)\b"
)
_AFTER = rf"(?: (?:nach|seit) {_TREATED}| danach\b| im anschluss\b)"
_ADV = (
    r"(?:(?:wieder|schon|bereits|auch|dann|jetzt|vorsichtig|sofort|problemlos|gerne|langsam|ganz|normal) )*"
)
_PAIR = rf"(?P<first>\d{{1,2}}\.?|{NUMBER}) ?(?:-|bis|und) ?(?:zum |tag )?(?P<last>\d{{1,2}}\.?|{NUMBER})"
_FIRST = r"(?:ersten|nächsten|folgenden|kommenden|erste)"

_TIMES = steps((
    (rf"\b{LENGTH} vor und (?:{NUMBER} \w+ )?nach {_TREATED}", fixed(Moment("then"))),
    (rf"\b(?:{LENGTH} )?vor {_TREATED}", fixed(Moment("beforehand"))),
    (rf"\b{LENGTH} (?:vorher|davor|zuvor)\b", fixed(Moment("beforehand"))),
    (r"\b(?:danach|anschließend|hinterher|im anschluss)\b", fixed(Moment("then"))),
    (rf"\b(?:frühestens|erst(?: wieder)?|wieder erst|nicht vor|am besten erst|nicht früher als)(?: (?:nach|ab|am|in|zum))?(?: (?:dem|der))? {POINT}{_AFTER}?(?: wieder\b)?",
     not_before),
    (rf"\b(?:von |vom |zwischen |an |am )?(?:den )?tag(?:en)? {_PAIR}", days),
    (rf"\b(?:vom|zwischen dem|am|von) {_PAIR} tag\b", days),
    (rf"\b(?:bis einschließlich|bis inklusive) {POINT}", through),
    (r"\bbis (?:zu |zum )?(?:nächsten|folgenden) (?:termin|sitzung|behandlung)\b|\bbis zur nächsten (?:sitzung|behandlung)\b|\bzwischen den (?:terminen|sitzungen|behandlungen)\b",
     fixed(Moment("then"))),
    (rf"(?<!\d )(?<!ein )(?<!zwei )(?<!drei )(?<!vier )(?<!fünf )(?<!sechs )(?<!zehn )\bbis (?:zu )?(?P<length>{LENGTH})(?: lang)?{_AFTER}?", lambda match: _up_to(until(match))),
    (rf"(?<!\d )(?<!ein )(?<!zwei )(?<!drei )(?<!vier )(?<!fünf )(?<!sechs )(?<!zehn )\bbis (?:zum |zur |zu |mindestens )?{POINT}", until),
    (rf"\b(?:innerhalb|binnen)(?: von| der)?(?: {_FIRST})? (?P<length>{LENGTH}){_AFTER}?", within),
    (rf"\b(?:ab|von|beginnend mit|vom)(?: dem| der)? {POINT}(?: an\b)?", beginning),
    (rf"\b(?:in |während |innerhalb |für |über )?(?:der |den |die |dieser )?{_FIRST} (?P<length>{LENGTH}){_AFTER}?", until),
    (r"\b(?:in |während |für )?(?:der |die )?ersten? woche\b", fixed(Moment("until", end="1w"))),
    (r"\b(?:in |während |für )?(?:der |die )?ersten? nacht\b|\b(?:am|den) ersten tag\b", fixed(Moment("until", end="D2"))),
    (r"\b(?:in |während )?(?:den |der |die )?ersten (?:tage|tagen|stunden|wochen)\b", fixed(Moment("until", end="?"))),
    (r"\b(?:am |noch am )?(?:behandlungstag|op-tag|operationstag|eingriffstag)\b|\b(?:am |noch am )?(?:selben |gleichen )?tag (?:der|des|ihrer|deiner) [a-zäöüß]+\b"
     r"|\bam (?:selben|gleichen) tag\b|\bheute\b", fixed(Moment("until", end="D2"))),
    (r"\bheute abend\b|\bheute nacht\b|\bam abend (?:der|nach der) behandlung\b|\bin der nacht nach der behandlung\b", fixed(Moment("on", start="evening", end="morning+1"))),
    (r"\b(?:wenn|sobald) (?:sie|du) (?:zu|nach) hause (?:sind|ankommen|kommen|bist|ankommst|kommst)\b", fixed(Moment("from", start="on(home)"))),
    (r"\b(?:sofort|direkt|unmittelbar|gleich)(?: danach| nach der behandlung)?\b", fixed(Moment("then"))),
    (rf"\b(?P<length>{LENGTH}){_AFTER}", since),
    (rf"\bin (?P<length>{LENGTH})", in_time),
    (rf"\bnach (?:dem |den |der |einer |weiteren )?{POINT}", after),
    (rf"\b(?:für|über|während|ungefähr|die) (?:einen zeitraum von |die dauer von )?(?P<length>{LENGTH})(?: lang\b)?", until),
    (rf"\b(?P<length>{LENGTH}) (?:lang|hindurch|über)\b", until),
    (rf"\b(?P<length>{LENGTH}) später\b", after),
    (rf"\b(?:am |im |an )?(?:den |dem )?{POINT}(?: lang\b)?", lambda match: on(match) or bare(match)),
    (rf"\b(?:unmittelbar |direkt )?nach {_TREATED}", fixed(Moment("then"))),
))  # fmt: skip


def _up_to(moment: Moment | None) -> Moment | None:
    """Return the moment marked as the most: "bis zu 3 Tage" or "bis 3 Tage"."""
    if moment is None or moment.end is None or not moment.end[0].isdigit() or "-" in moment.end:
        return moment
    return Moment("until", end=f"<={moment.end}")


_SKIN = (
    r"(?:(?:die|das|der|den|ihre|ihr|deine|dein|behandelte[nrs]?|alle) )*(?:haut|hautareale?|gesicht|stellen?|wunden?|tattoo|areale?|bereiche?|lippen"
    r"|brauen|kopfhaut|einstichstellen|narbe|es|alles)"
)
_FULLY = r"(?:(?:vollständig|komplett|ganz|völlig|gut|sich|wieder|vollkommen) )*"
_IS = r"(?: (?:ist|sind|hat|haben|wurde))?"
_STATES = (
    ("healed", rf"{_SKIN} {_FULLY}(?:verheilt|abgeheilt|geheilt|ausgeheilt|zugeheilt|erholt){_IS}\b|(?:{_FULLY}|vollständige[rn] |komplette[rn] |endgültige[rn] |der )?(?:abheilung|verheilung|wundheilung|heilung|abheilen)\b(?: der \w+)?"),
    ("calm", rf"{_SKIN} (?:ist )?nicht mehr {_FULLY}(?:gereizt|empfindlich|entzündet){_IS}\b|{_SKIN} {_FULLY}(?:beruhigt|reizfrei|reizlos){_IS}\b|(?:vollständiger )?beruhigung der haut\b"),
    ("gone(redness)", rf"{_SKIN} (?:ist )?nicht (?:mehr )?{_FULLY}(?:rot|gerötet){_IS}\b"),
    ("shed", rf"(?:die )?(?:schuppung|schälung|abschuppung|häutung) {_FULLY}(?:abgeschlossen|vorbei|beendet|abgeklungen){_IS}\b|ende der schuppung\b"),
)  # fmt: skip
_OPEN_STATES = (
    ("healed", rf"{_SKIN} (?:noch )?nicht {_FULLY}(?:verheilt|abgeheilt|geheilt|zugeheilt){_IS}\b|{_SKIN} (?:noch )?(?:offen|wund){_IS}\b"),
    ("shed", r"(?:die |ihre )?haut sich (?:noch )?(?:schält|schuppt)\b"),
)  # fmt: skip
_NO_LONGER = rf" {_FULLY}(?:abgeklungen|verschwunden|zurückgegangen|weg|vorbei|abgefallen|nachgelassen|abgeheilt|abklingt|abklingen|abfallen|ab){_IS}\b"

_USE_INF = (
    r"verwenden|benutzen|nutzen|auftragen|tragen|nehmen|einnehmen|machen|treiben|trinken|essen|gehen|besuchen|durchführen|anwenden|einsetzen|beginnen|starten"
    r"|verwendet|benutzt|genutzt|aufgetragen|getragen|genommen|eingenommen|gemacht|begonnen|angewendet|angewandt|eingesetzt|durchgeführt|gegessen|getrunken|aufnehmen|aufgenommen"
)
_FRAMES: tuple[Frame, ...] = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("never-stop", r"\b(?:vergessen|verzichten|sparen) sie nicht\b|\bnicht (?:auf \w+ )?(?:vergessen|weglassen|auslassen)\b|\bnie(?:mals)? (?:ohne|vergessen)\b"),
    ("open", r"\b(?:setzen|brechen) (?:sie )?.{0,40}?\bnicht\b.{0,20}?\bab\b|\bnicht (?:selbst |eigenmächtig )?(?:absetzen|abbrechen|abgesetzt|notwendig|nötig|erforderlich|aufhören|zögern|erschrecken|beunruhigt|beunruhigen|wundern|sorgen)\b"
     r"|\b(?:müssen|brauchen|muss|brauchst|musst) (?:sie |du )?.{0,30}?\bnicht\b|\bkeine? (?:einschränkung(?:en)?|beschränkung(?:en)?|bedenken|rolle|besonderen)|nichts dagegen|\bkein(?:en)? (?:grund|problem|sorge|sorgen|ausfallzeit|bedenken)\b|\bhört? .{0,25}\bnicht auf\b|\bnicht mehr\b|\bnoch nicht\b"
     r"|\b(?:statt(?!\W*$)|anstatt|anstelle)\b|\bwurden?\b|\bhatte\b|\bmusste\b|\bkonnte\b"),
    ("open", r"\b(?:reduzier\w+|einschränken|eingeschränkt|begrenz\w+|in maßen|möglichst wenig|auf ein minimum)\b"),
    ("avoid", r"\b(?:(?:ist|sind|sollte|sollten|bleibt|bleiben|streng(?:stens)?) )*(?:zu |zu )?(?:verboten|untersagt|tabu|nicht (?:erlaubt|gestattet|möglich|empfohlen|empfehlenswert|ratsam|zulässig)|(?:zu )?vermeiden|vermieden(?: werden)?|(?:zu )?meiden|gemieden(?: werden)?|(?:zu )?unterlassen|verzichtet(?: werden)?)\b"),
    ("avoid", r"\b(?:bitte )?(?:vermeide|vermeiden sie|meide|meiden sie|verzichten(?: sie)?|verzichte|unterlassen sie)\b(?: (?:auf|bitte))?"),
    ("avoid", r"\b(?:pause|pausieren|aussetzen|absetzen|einstellen|weglassen|auslassen|warten(?: sie)?|warte)\b"),
    ("avoid", r"\b(?:bitte )?(?:finger weg von|hände weg von)\b"),
    ("avoid", r"\b(?:gar |auf keinen fall |keinesfalls )?(?:kein(?:e[nrsm]?)?|nicht|nie(?:mals)?|weder|noch(?= \x00)|keinesfalls|auf keinen fall)\b"
     rf"(?: (?:{_USE_INF}))?"),
    ("avoid", r"\b(?:vor) (?:direkter |der )?(?=\x00)"),
    ("only", r"\b(?:nichts (?:außer|als)|ausschließlich|nur (?!(?:mit|nach|wenn|am|bei|die|im|in|vorsichtig|noch|kurz|leicht)\b))"),
    ("not-before", r"\b(?:erst(?: wieder| dann)?|frühestens)\b"),
    ("allow", rf"\b(?:dürfen|darf|darfst|können|kannst|kann)(?: (?:sie|du|man|ihr))?\b (?:{_ADV})(?:(?:{_USE_INF})(?: werden)?\b)?"),
    ("allow", r"\b(?:(?:ist|sind|wieder|ohne weiteres) )*(?:erlaubt|gestattet|möglich|unbedenklich|in ordnung|okay|kein problem|zulässig)\b"),
    ("repeat", r"\b(?:auffüllen|(?:zweite[rn]?|weitere[rn]?) (?:sitzung|termin|behandlung))\b|\b(?:wiederhol\w+|nächste[rn]? (?:sitzung|termin|behandlung)|nachbehandlung|auffrischung(?:en)?|im abstand von|abstand|folgesitzung|folgebehandlung)\b"),
    ("do", r"\b(?:sollten|sollte|solltest|müssen|muss|musst|soll|sollen|pflicht|(?:ist|wird) (?:dringend )?(?:empfohlen|wichtig|ratsam)|empfehlen|wir empfehlen|achten sie (?:auf|darauf)|denken sie an)\b"),
    ("do", r"\b(?:verwende[nt]?|benutze[nt]?|nutzen?|trage[nt]?|trag|auftragen|aufgetragen|nehmen|nimm|einnehmen|trinken?|trink|cremen?|reinigen?|waschen?|wasch"
     r"|kühlen?|kühl|kühle|schlafen?|schlaf|schützen?|schütz|spülen?|wechseln|wechsle|wechsel|putzen?|tupfen|tupfe|halten?|lassen?|lass|belassen|pflegen|essen|iss|ernähren"
     r"|beginnen|setzen|legen|hochlagern|baden|duschen?|dusch|abdecken|sprühen|befeuchten|peelen)\b(?: (?:sie|auf|ein|an))?"),
))  # fmt: skip

_CONDITIONS = compiled(
    r"^(?P<should>sollten?) (?P<told>[^,;:]*),|"
    r"(?:^|,? ?(?:und |aber )?)\b(?:(?P<concession>auch wenn|selbst wenn|selbst nach)"
    r"|(?P<unless>es sei denn,?|außer(?: (?:wenn|im|bei|in|am|nach))?|ausgenommen,?|mit ausnahme (?:von|der|des)|sofern nicht|wenn nicht|falls nicht|sofern .{0,20}nicht anders|soweit nicht anders)"
    r"|(?P<until>bis|je nach|abhängig von|während|ob)"
    r"|(?P<if>(?:nur |erst )?(?:wenn|falls|sofern|solange|sobald|soweit|vorausgesetzt,?)|im falle?|nur (?:nach|mit|bei)|nach rücksprache|nach absprache))\b"
    r"(?P<rest>[^;:]+?)(?=[.!?]*$|[;:]|,(?! ?(?:oder|und) |\x00)| - |\)| \b(?:bitte|sollten|dürfen|können|vermeiden|verwenden) sie\b|(?<=\x00) (?:\d|\x00)| \x00 (?:meiden|vermeiden))"
)
_WHO = r"(?:wir|uns|ärztlich\w*|arzt|ärztin|augenarzt|zahnarzt|hausarzt|behandler(?:in)?|praxis|chirurg|therapeut(?:in)?|kosmetikerin|fachpersonal)"
_KNOWN = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("directed", rf"\b(?:verordnet|verschrieben|angeordnet|anders (?:verordnet|besprochen|angegeben|empfohlen)|anweisung|rücksprache|absprache)\b"
     rf"|\b{_WHO}\b.{{0,40}}\b(?:verordnet|verordnete|empfohlen|empfiehlt|gezeigt|erlaubt|zustimmt|zugestimmt|gesagt|sagt|rät|geraten|freigegeben|freigibt|verschrieben|angewiesen)\b"),
    ("emergency", r"\bnotf(?:all|ällen)\b"),
    ("outside", r"\b(?:draußen|nach draußen|ins freie|in die sonne|in der sonne|aus dem haus|rausgehen|im freien)\b"),
    ("uncomfortable", r"\b(?:unangenehm|stört|möchten|wünschen|beschwerden|schmerzen haben)\b"),
    ("history", r"\b(?:zu \w+ neigen|bereits .{0,30}hatten|neigung zu|hatten|leiden)\b"),
))  # fmt: skip

GERMAN = Language(
    name="de",
    times=_TIMES,
    until=r"\b(?:so lange,? )?(?:bis|nicht bevor|bevor nicht)(?: zur| zum)? ",
    once=r"\b(?:(?:nur|erst|erst wieder)[ ,]+)?(?:sobald|wenn|nachdem|falls|sofern|nach|erst nach|frühestens nach|vorausgesetzt,?)(?: der| dem)? ",
    while_=r"\b(?:solange|so lange)(?: wie)? ",
    states=_STATES,
    open_states=_OPEN_STATES,
    no_longer=_NO_LONGER,
    lead_gone=r"\b(?P<role>nach|bis(?: zum| zur)?) (?:(?:dem|vollständigem|völligem|dem vollständigen) )?(?:abklingen|abfallen|verschwinden|rückgang|ende|ablösen) (?:der|des|von) (?P<sym>[a-zäöüß-]+)",
    conditions=_CONDITIONS,
    conditions_words=compiled(r"\b(?:wenn|falls|bei|sollten?|nicht|kein(?:e[nrsm]?)?|sofern|bis)\b"),
    known=_KNOWN,
    negation=compiled(r"\b(?:nicht|kein(?:e[nrsm]?)?|nie|niemals|ohne)\b"),
    reasons=compiled(
        r"(?:,|-)? ?\b(?:weil|da (?:dies|sie|es|die|der|das|ihre|sonst|diese|hier)\b|damit|um (?=[^,;]*\bzu\b)|denn\b(?! ?,)|sonst|ansonsten|dies (?:kann|hilft|fördert|verhindert)|das (?:kann|hilft|fördert)"
        r"|(?<=, )(?:der|die|das) (?=zum schwitzen|zu |kann|können))[^;]*?(?=[.!?]*$|;| - |, (?=(?:bitte|vermeiden|verwenden|nicht|kein|\d)))"
    ),
    not_only=compiled(
        r"\bnicht nur (?:am|an|im|in|bei|wenn|während|nach|zu|für)\b[^,;:]*(?:[,;:] ?)?(?:sondern(?: auch)? )?|\bnicht nur\b|\bsondern auch\b"
    ),
    expects=compiled(
        r"\b(?:normal|üblich|möglich|häufig|kann|können|wird|werden|ist|sind|tritt|treten|fühlt|spannt|schuppt|hält|halten|verschwind\w+|klingt|klingen|besteh\w+|auftreten|vorkommen|rechnen"
        r"|dauert|dauern|beginnt|beginnen|bleibt|bleiben|nimmt|sichtbar|geht|gehen)\b"
    ),
    holds=compiled(r" (?:mit) "),
    or_until=compiled(r"\boder (?:bis|wenn|sobald|länger)\b"),
    such_as=compiled(r"\b(?:z\. ?b|wie|zum beispiel|beispielsweise|etwa)\b"),
    only_when=compiled(r"\bnur\b"),
    idioms=compiled(
        r"\bnicht (?:ungewöhnlich|selten|unüblich)\b|\bso bald wie möglich\b|\bwie (?:gewohnt|üblich|verordnet|besprochen|vorher)\b|\bvon selbst\b"
        r"|\b(?:auf|an|in|im|am|um|über|ins)(?: (?:der|den|dem|die|das|ihrer|ihren|deiner))? ?(?:(?:behandelten?|betroffenen?|gesamten?|frischen?) )*"
        r"(?:haut|gesicht|stellen?|wunden?|tattoo|areale?n?|bereichs?|lippen|brauen|kopfhaut|einstichstellen|narbe|auge|augen|hautareale?n?|wange|behandlungsareal|achseln)\b"
        r"|\bvon außen\b|\b(?:auf dem|am) körper\b"
    ),
    beforehand=compiled(r"^vor (?:der|ihrer|deiner) (?:behandlung|sitzung)\b"),
    splits=compiled(
        r";| - |,? und (?=kein)|, (?=\x00{6,13} (?:ist|sind|dürfen|können|wieder|alles))|,? \b(?:obwohl|obgleich|wobei|während (?=\x00))\b|,? \b(?:aber|jedoch|sondern|allerdings|dennoch|hingegen)\b,?|,? (?:und )?\bdann\b,?"
        r"|(?:, ?|,? \b(?:und|oder) )(?=(?:bitte )?(?:vermeiden sie|meiden sie|verzichten sie|verwenden sie|tragen sie|nehmen sie|sie (?:dürfen|können|sollten)))"
        r"|(?<=\x00), (?=\x00[^,;]*\b(?:erst|bitte gar|nicht|ist erlaubt|sind erlaubt)\b)|(?<=erlaubt), (?=[\w\x00])|(?<=nicht), (?=[\w\x00])"
        r"|,? (?:und) (?=(?:klingt|klingen|geht|gehen|hält|halten|verschwind\w+|lässt|fallen)\b)"
    ),
    frames=_FRAMES,
    imperatives=small_words(
        "verwenden verwende benutzen benutze nehmen nimm trage tragen trinken trink trinke reinigen reinige wasche waschen kühle kühlen schlafen schlafe"
        " schütze schützen spüle spülen wechseln putzen massieren tupfen halten halte lass lassen eincremen creme cremen peelen duschen"
    ),
    refers=compiled(r"(?:dies(?:e|es)?|das|sie|es|beides|alle)\b"),
    persists=compiled(
        r"\b(?:anhält|anhalten|andauer\w+|bestehen bleibt|nicht (?:nachlässt|abklingt|besser wird))\b"
    ),
    turns=compiled(r"\bohne\b"),
    again=compiled(r"\bwieder\b"),
    lighter=compiled(
        r"\b(?:leicht\w*|sanft\w*|mild\w*|kurz\w*|lauwarm\w*|kühl\w*|kalt\w*|mineral\w*|getönt\w*|locker\w*)(?: \w+)? $"
    ),
    others=compiled(
        r"\W*(?:wir|ich|unser (?:team|personal))\b(?!.*\b(?:empfehlen|raten|bitten|empfehle|rate|bitte)\b)"
    ),
    pronouns=compiled(r"\b(?:sie|es|ihn|diese[rsnm]?|dies)\b"),
    subsides=compiled(
        r"\b(?:klingt|klingen|verschwindet|verschwinden|geht|gehen|lässt|lassen|bildet|bilden|abklingen|zurück|abgeklungen|legt|fallen)\b"
    ),
    lasts=compiled(r"\b(?:hält|halten|dauert|dauern|bleibt|bleiben|besteht|bestehen)\b"),
    starts=compiled(r"\b(?:beginnt|beginnen|tritt|treten|setzt|setzen|startet|ab)\b"),
    peaks=compiled(r"\b(?:am stärksten|stärksten|höhepunkt|maximum|nimmt .{0,20}zu)\b"),
    purpose=compiled(
        r"\b(?:bei|gegen|für|zum|zur|von|mit|nach) (?:die |der |den |dem |starken |leichten |starker )?$"
    ),
    calls=compiled(
        r"\b(?:melden|meldet|melde|rufen|ruf|rufe|anrufen|kontaktieren|kontaktiere|kontaktieren|wenden|wende|verständigen|informieren|aufsuchen|suchen|vorstellen|stellen|kommen|komm|gehen|geh|konsultieren)\b"
        r"[^.;]{0,80}?\b(?:uns|arzt|ärztin|praxis|klinik|notdienst|notaufnahme|notarzt|krankenhaus|sofort|bitte|umgehend|sich|an|augenarzt|hautarzt|hilfe|112)\b|\b(?:sofort|umgehend|bitte) (?:melden|in die klinik|zum arzt|anrufen|kontaktieren|in die praxis)\b"
        r"|\b(?:uns|arzt|ärztin|praxis|klinik)\b[^.;]{0,30}\b(?:kontaktieren|anrufen|aufsuchen|informieren|verständigen|melden|gehen|an)\b"
        r"|\b(?:112|notruf|notarzt|rettungsdienst)\b[^.;]{0,20}\b(?:an)?(?:rufen|wählen|verständigen)\b"
    ),
    signs={
        "heiß": "warmth",
        "warm": "warmth",
        "überwärmt": "warmth",
        "temperatur": "fever",
        "blutet": "blood-spots",
        "nässt": "oozing",
        "offen": "open-skin",
        "verletzt": "open-skin",
        "geschwollen": "swelling",
    },
    not_repeated=compiled(r"\b(?:vor|bis zur|bis zum|während|zwischen)\b"),
    offers=compiled(
        r"\b(?:um .{0,60}(?:vereinbaren|buchen|bestellen)|terminvereinbarung|termin zu vereinbaren|bei fragen zu preisen)\b"
    ),
    concerns=compiled(
        r"\b(?:frage\w*|sorge\w*|unsicher\w*|reaktion\w*|ungewöhnlich\w*|probleme?\w*|beschwerden|unerwartet\w*)\b"
    ),
    traps=compiled(
        r"\b(?:nicht|kein(?:e[nrsm]?)?|nur|es sei denn|wenn|falls|sofern|solange|bis|außer|je nach|ohne|ausgenommen|erst|frühestens|weder|statt(?!\W*$)|anstatt|abhängig|nie(?:mals)?|bevor|sobald|soweit|nichts|während)\b"
    ),
    small=SMALL,
    dry=compiled(r"\b(?:trocken (?:halten|bleiben|gehalten(?: werden)?)|nicht nass (?:werden|machen))\b"),
    phrases=PHRASES,
    headings=tuple(
        (kind, compiled(pattern))
        for kind, pattern in (
            ("call", r"\bwann .*(?:melden|anrufen|arzt)|\bwarnzeichen\b|\bnicht normal\b|\brufen sie uns\b"),
            (
                "expect",
                r"\bwas .*(?:normal|erwartet)|\bnebenwirkungen\b|\bnormale? (?:reaktionen?|erscheinungen)\b|\bist normal\b|\bmögliche reaktionen\b",
            ),
            (
                "avoid",
                r"\bvermeiden\b|\bnicht erlaubt\b|\bverboten\b|\bverzichten\b|\bmeiden\b|\btabu\b|\bdas sollten sie nicht\b|\bbitte nicht\b|^nicht$|\bno-gos?\b",
            ),
            ("allow", r"\berlaubt\b|\bdürfen sie\b|\bdas ist (?:erlaubt|möglich)\b"),
            ("do", r"\bwas (?:sie|zu) tun\b|\bbitte tun\b|\bso pflegen\b|^bitte$"),
        )
    ),
    heading_words=compiled(
        r"\b(?:bitte|was|sie|ist|sind|das|die|der|den|dem|für|in|im|nach|während|ihrer|ihre|behandlung|sollten|soll|beachten|folgendes|folgende|du|dürfen|zu|hause|tag|und|am|zur|zum|danach|eingriff|waxing|op|sitzung|nächsten|lang|wieder|hat|haben)\b|[^a-zäöüß]+"
    ),
    elsewhere=compiled(
        r"^(?:wie (?:wird|funktioniert|läuft)|was ist\b(?! normal)|warum\b|über\b|vor (?:der|ihrer) |preise?\b|kosten\b|öffnungszeiten|sprechzeiten|unser team|häufige fragen)|\b(?:unterschied|vorteile|für (?:die |den )?(?:behandler(?:in)?|praxis|personal))\b"
    ),
    practical=compiled(
        r"\d\s?(?:€|euro\b|eur\b)|€\s?\d|\bsprechzeiten\b|\böffnungszeiten\b|\bmo(?:ntag)?\s?-\s?(?:fr|sa|so)|\b\d{1,2}(?:[:.]\d\d)? ?uhr\b|\bpreise?\b|\bkosten je\b|\brabatt\b|\bnur mit termin\b"
        r"|\bfür (?:die |den )?(?:behandler(?:in)?|praxis|personal)\s*:|\bstudie\b|\bviele (?:glauben|denken|meinen)\b|\bschrieb\b|\bstimmt nicht\b|\bmythos\b"
    ),
)
