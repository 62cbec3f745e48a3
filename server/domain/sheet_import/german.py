# ruff: noqa: E501 - patterns stay on one line
"""German as clinics write it."""

from server.domain.sheet_import.german_carriers import ASKING, FORETELLING
from server.domain.sheet_import.german_frames import CONDITIONS, FRAMES, KNOWN
from server.domain.sheet_import.german_times import NO_LONGER, OPEN_STATES, STATES, TIMES
from server.domain.sheet_import.german_words import BODY, PHRASES, SMALL
from server.domain.sheet_import.language import Language, compiled, small_words, swiss

GERMAN = Language(
    name="de",
    times=TIMES,
    until=r"\b(?:so lange,? )?(?:bis|nicht bevor|bevor nicht)(?: zur| zum)? ",
    once=r"\b(?:(?:nur|erst|erst wieder)[ ,]+)?(?:sobald|wenn|nachdem|falls|sofern|nach|erst nach|frühestens nach|vorausgesetzt,?)(?: der| dem)? ",
    while_=r"\b(?:solange|so lange)(?: wie)? ",
    states=STATES,
    open_states=OPEN_STATES,
    no_longer=NO_LONGER,
    lead_gone=r"\b(?P<role>nach|bis(?: zum| zur)?|sobald|wenn) (?:(?:(?:dem|vollständigem|völligem|dem vollständigen) )?(?:abklingen|abfallen|verschwinden|rückgang|ende|ablösen) (?:der|des|von)|keine?[rn]?(?= [a-zäöüß-]+ mehr\b)) (?P<sym>[a-zäöüß-]+)(?: mehr (?:da|vorhanden|sichtbar|zu sehen|übrig)(?: ist| sind)?)?",
    conditions=CONDITIONS,
    conditions_words=compiled(r"\b(?:wenn|falls|bei|sollten?|nicht|kein(?:e[nrsm]?)?|sofern|bis)\b"),
    clause_opens=compiled(r"\b(?:wenn|falls|sofern|solange|sobald|vorausgesetzt|es sei denn|sollten?)\b"),
    timely=compiled(
        r"\d|\b(?:minuten?|stunden?|tage?n?|nacht|nächte|wochen?|monate?n?|jahre?n?|bis|morgen|heute|abend|(?:mon|diens|donners|frei|sams|sonn)tag\w*|mittwoch\w*|wochenende\w*|erst|dann)\b"
    ),
    during=compiled(r"\b(?:solange|während)\b"),
    ends=compiled(r"\bbis\b"),
    known=KNOWN,
    negation=compiled(r"\b(?:nicht|kein(?:e[nrsm]?)?|nie|niemals|nimmer|ohne)\b"),
    reasons=compiled(
        r",? ?\bwegen (?:des |der |dem |den )?[a-zäöüß]+(?=[.,;!)]|$)|"
        r" ?\((?:sie|es|diese|das|die) (?![^()]*\b(?:dürfen|darf|können|kann|sollten?|müssen|muss|bitte|nicht|kein\w*|nie|nur|erst|wenn|falls)\b)[^()]*\)|(?:,|-)? ?\b(?:weil|da (?:dies|sie|es|die|der|das|ihre|sonst|diese|hier)\b|damit|um (?=[^,;]*\bzu\b)|denn\b(?! ?,)|sonst|ansonsten|dies (?:kann|hilft|fördert|verhindert)|das (?:kann|hilft|fördert)"
        r"|(?<=, )(?:der|die|das) (?=zum schwitzen|zu |kann|können))[^;]*?(?=[.!?]*$|;| - |, (?=(?:bitte|vermeiden|verwenden|nicht|kein|\d)))"
    ),
    not_only=compiled(
        r"(?:,| und|, und) (?:danach|dann|anschließend|aber) (?:bitte |nur )?(?:mit vorsicht|vorsichtig|langsam|behutsam|sanft)(?: (?:steigern|beginnen|aufbauen|anfangen))?(?=[.;!]|$)|"
        r",? ?\bund zwar\b|\b(?:zählt|zählen) (?:auch )?dazu\b|, (?:manchmal|mitunter|gelegentlich|teils|teilweise|oft) (?:recht |sehr |auch )?[a-zäöüß]+,(?= (?:ist|sind|kann|können)\b)|,? ?\bwo (?:die|der|das|wir|es) [a-zäöüß ]{2,30}? (?:war|waren|saß|lag|eingestochen (?:hat|wurde)|gestochen (?:hat|haben|wurde))\b,?|"
        r",? ?\b(?:mit oder ohne|mit und ohne) [a-zäöüß]+|^(?:anders als|im gegensatz zu[rm]?) [^,;.]{3,40}?(?:,|(?= (?:dürfen|können|brauchen|müssen|sollten|ist|sind|darf|kann)\b))|, anders als [^,;.]{3,40},|\b(?:wundern sie sich|wundere dich|erschrecken sie|erschrick) (?:bitte )?nicht,? (?:wenn|falls)\b|"
        r",? ?\bwenn (?:ihnen|dir) (?:ihre?|deine?|die|das|unsere?) \w+ (?:lieb|wichtig|teuer) (?:ist|sind)(?=[.!;]|$)|, (?:aber )?(?:vorher|davor|früher) nicht\b|, (?:aber )?(?:nicht|nie) (?:vorher|früher|eher)\b|\bwie (?:immer|bisher)\b|,? ?\bkeine (?:sorge|panik|angst)\b(?=[.,;!]|$)|,? (?:und |aber )?(?:ist |sind )?kein(?:e|erlei)? (?:\w+ )?(?:zeichen|anzeichen|hinweis) (?:für|auf|einer?|eines|von|dafür)(?: (?:eine[nrs]? )?\w+)?|"
        r"(?<=, )nur(?= [^,.;]*\bnicht\b)|\b(?:wenn|falls|wo immer) (?:irgend )?möglich\b|\bnach möglichkeit\b|\bwenn (?:es|irgend) geht\b|\bwenn (?:sie|du) (?:mögen|möchten|magst|möchtest|wollen|willst)\b(?=[.,;!]|$)|\bnicht nur (?:am|an|im|in|bei|wenn|während|nach|zu|für)\b[^,;:]*(?:[,;:] ?)?(?:sondern(?: auch)? )?|\bnicht nur\b|\bsondern auch\b"
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
        r",? ?\bnicht,? weil [^,.;]*,? sondern,? weil [^.;]*|"
        r"\b(?:nur|lediglich|bloß) (?=\x00+ (?:lang )?(?:warten|tabu|verboten|gestrichen|pausieren|untersagt|vermeiden|meiden)\b)|, [^,.;]{2,45} (?:eingeschlossen|inklusive|inbegriffen)(?=[.;,!]|$)|"
        r"\bnicht (?:ungewöhnlich|selten|unüblich)\b|\bso bald wie möglich\b|\bwie (?:gewohnt|üblich|verordnet|besprochen|vorher)\b|\bvon selbst\b"
        r"|\b(?:auf|an|in|im|am|um|über|ins|rund ums?)(?: (?:der|den|dem|die|das|ihrer|ihren|deiner))? ?(?:(?:behandelten?|betroffenen?|gesamten?|frischen?) )*"
        r"(?:haut|gesicht|stellen?|wunden?|tattoo|areale?n?|bereichs?|lippen|brauen|kopfhaut|einstichstellen|narben?|auge|augen|hautareale?n?|wange|piercing|behandlungsareal|achseln)\b"
        r"|\ban ort und stelle\b|\bvon außen\b|\bbis (?:in|unter|über) (?:den|die|das)\b|\b(?:auf dem|am) körper\b"
    ),
    beforehand=compiled(r"^vor (?:der|ihrer|deiner) (?:behandlung|sitzung)\b"),
    before=compiled(r"^(?:vor (?:der|dem|ihrer|ihrem|deiner|deinem) |vorbereitung)"),
    splits=compiled(
        r"(?<=meiden), (?!bis\b|wenn\b|sobald\b|solange\b|falls\b|sofern\b|außer\b|weil\b|da\b|denn\b|um\b|damit\b|\x00)|, (?=(?:deshalb|daher|darum|deswegen|also) )|, (?=\x00+ (?:(?:aber|hingegen|dagegen|jedoch|allerdings|leider) )?(?:bitte )?nicht[.!]*$)|(?<=\bja),|(?<=\bnein),|, (?=(?:lieber|stattdessen|dafür)\b(?! nicht))|"
        r";| - |,? und (?=kein)|, (?=\x00{6,13} (?:ist|sind|dürfen|können|wieder|alles))|,? \b(?:obwohl|obgleich|wobei|während (?=\x00))\b|,? \b(?:aber|jedoch|sondern|allerdings|dennoch|hingegen)\b(?! (?:bitte )?nicht[.!]*$),?|,? (?:und )?\bdann\b,?"
        r"|(?:, ?|,? \b(?:und|oder) )(?=(?:bitte )?(?:vermeiden sie|meiden sie|verzichten sie|verwenden sie|tragen sie|nehmen sie|sie (?:dürfen|können|sollten)))"
        r"|(?<=\x00), (?=\x00[^,;:]*\b(?:erst|bitte gar|nicht|ist erlaubt|sind erlaubt)\b)|(?<=erlaubt), (?=[\w\x00])|(?<=nicht), (?=[\w\x00])"
        r"|,? (?:und) (?=(?:klingt|klingen|geht|gehen|hält|halten|verschwind\w+|lässt|fallen)\b)"
    ),
    frames=FRAMES,
    imperatives=small_words(
        "beißen beiß leg legen lege sprühe sprüh tupfe tupf massiere massier bürste bürst spüle spül pflege pfleg desinfiziere putze putz wechsle vermeide verzichte nutze halt lies verwenden verwende benutzen benutze nehmen nimm trage tragen trinken trink trinke schlaf leg lege iss nimm trag benutz gehen geh laufen wasch reinigen reinige wasche waschen kühle kühlen schlafen schlafe"
        " schütze schützen spüle spülen wechseln putzen massieren tupfen halten halte lass lassen eincremen creme cremen peelen duschen streichen streiche träufeln träufle sprühen gurgeln gurgle einreiben lagern lagere wickeln abdecken ölen öle föhnen"
    ),
    refers=compiled(r"(?:dies(?:e|es)?|das|sie|es|beides|alle)\b"),
    persists=compiled(
        r"\b(?:anhält|anhalten|andauer\w+|bestehen bleibt|nicht (?:nachlässt|nachlassen|abklingt|abklingen|besser wird|zurückgeht))\b"
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
        r"\b(?:fällt|klingt|klingen|verschwindet|verschwinden|geht|gehen|lässt|lassen|bildet|bilden|abklingen|zurück|abgeklungen|legt|fallen|vergeht|vergehen|vergangen|nachlassen|bessert|bessern|verblasst|verblassen|weg|heilt|heilen|löst|lösen)\b"
    ),
    lasts=compiled(r"\b(?:hält|halten|dauert|dauern|bleibt|bleiben|besteht|bestehen)\b"),
    starts=compiled(
        r"\b(?:beginnt|beginnen|tritt|treten|setzt|setzen|startet|ab(?! *(?:[.,;!]|$))|entsteht|entstehen|zeigt|zeigen|bildet|bilden)\b"
    ),
    peaks=compiled(r"\b(?:am stärksten|stärksten|höhepunkt|maximum|nimmt .{0,20}zu)\b"),
    purpose=compiled(
        r"\b(?:bei|gegen|für|zum|zur|von|mit|nach) (?:die |der |den |dem |starken |leichten |starker )?$"
    ),
    calls=compiled(
        r"\bgehör(?:t|en) (?:\w+ ){0,3}(?:gemeldet|angeschaut|gesehen|untersucht|in die praxis|zum arzt)\b|\bschau(?:en|t|e)?\b[^.;]{0,40}\bvorbei\b|"
        r"\b(?:zeigen|zeig|zeigst|zeigt|zeige|schreiben|schreib|mailen|suchen|stellen sie|stell|kommen|komm|gehen|geh)\b[^.;]{0,90}?\b(?:uns|arzt|ärztin|praxis|klinik|notdienst|notaufnahme|notarzt|krankenhaus|augenarzt|hautarzt|hilfe)\b"
        r"|\bfahr(?:en sie)? (?:\w+ ){0,2}(?:in die|zu[rm]?|ins) \w*(?:klinik|notaufnahme|krankenhaus|arzt)\b|\b(?:schicken sie|schick) uns\b"
        r"|\bkomm(?:en sie)? (?:bitte )?(?:noch )?(?:heute|am (?:selben|gleichen) tag)\b"
        r"|\b(?:muss|müssen|sollte|sollten|gehören?|gehört) (?:\w+ ){0,3}(?:angeschaut|angesehen|untersucht|kontrolliert|abgeklärt|gezeigt|begutachtet)\b"
        r"|\b(?:sagen|geben|sag|gib) (?:sie )?(?:uns|mir) (?:bitte )?bescheid\b|\bzum (?:haus|haut|augen|zahn)?arzt[.!]*$"
        r"|^(?:bitte )?(?:kommen|komm)(?: sie)? (?:bitte )?(?:sofort|umgehend|gleich|vorbei|zurück|wieder)\b|\bkomm(?:en sie)? (?:(?:bitte|sofort|gleich|umgehend) )*(?:vorbei|her|zurück|zu uns|in die)\b"
        r"|[:,-] (?:sofort |bitte )?(?:notaufnahme|notdienst|krankenhaus|notarzt|praxis anrufen)[.!]*$"
        r"|\b(?:melden|meldet|melde|rufen|ruf|rufe|anrufen|kontaktieren|kontaktiere|wenden|wende|verständigen|informieren|aufsuchen|vorstellen|konsultieren)\b"
        r"[^.;]{0,80}?\b(?:uns|arzt|ärztin|praxis|klinik|notdienst|notaufnahme|notarzt|krankenhaus|sofort|bitte|umgehend|sich|dich|an|augenarzt|hautarzt|hilfe|112)\b|\b(?:sofort|umgehend|bitte) (?:melden|in die klinik|zum arzt|anrufen|kontaktieren|in die praxis)\b"
        r"|\b(?:uns|arzt|ärztin|praxis|klinik)\b[^.;]{0,30}\b(?:kontaktieren|anrufen|aufsuchen|informieren|verständigen|melden|gehen|an)\b"
        r"|^(?:sofort |bitte |umgehend |gleich )*(?:anrufen|melden|kommen|vorstellen|zum arzt)\b[^.;]{0,25}\b(?:bei|wenn|falls|sobald)\b"
        r"|[:,-] (?:bitte |sofort |umgehend |gleich |unbedingt )*(?:anrufen|melden|kommen|vorstellen|zum arzt|arzt rufen|in die praxis)\b[^:.;]{0,15}$|[:,-] (?:sofort |notruf )?112\b|\bbei [^.;:,]{3,60} 112[.!]*$|\b(?:sofort|umgehend|gleich) (?:112|notruf|notarzt|notaufnahme|klinik)\b[.!]*$"
        r"|\b(?:in die notaufnahme|zur notaufnahme|ins krankenhaus|zum notdienst|den notdienst|ärztlich abklären|abklären lassen|(?:bitte|uns|sofort|gleich) zeigen)\b"
        r"|(?<!nicht )(?<!sie )\b(?:melden|anrufen|vorstellen)[.!]*$"
        r"|\b(?:möchten|wollen|müssen) wir (?:das |es )?(?:wissen|sehen|hören)\b|\b(?:112|notruf|notarzt|rettungsdienst)\b[^.;]{0,20}\b(?:an)?(?:rufen|wählen|verständigen)\b"
    ),
    signs={
        "heiß": "warmth",
        "heiss": "warmth",
        "weiß": "blanching",
        "weiss": "blanching",
        "blass": "blanching",
        "warm": "warmth",
        "überwärmt": "warmth",
        "temperatur": "fever",
        "blutet": "blood-spots",
        "nässt": "oozing",
        "offen": "open-skin",
        "verletzt": "open-skin",
        "aufgeht": "open-skin",
        "aufplatzt": "open-skin",
        "aufreißt": "open-skin",
        "anschwillt": "swelling",
        "schwillt": "swelling",
        "eitert": "pustules",
        "schmerzt": "pain",
        "nachblutet": "bleeding",
        "nässende": "oozing",
        "nässenden": "oozing",
        "sehverschlechterung": "vision-change",
        "sehstörungen": "vision-change",
        "geschwollen": "swelling",
        "juckende": "itching",
        "juckenden": "itching",
        "brennende": "burning",
        "schmerzende": "pain",
        "rote": "redness",
        "roten": "redness",
        "klopft": "pain",
        "pocht": "pain",
        "dick": "swelling",
        "sehen sie (?:plötzlich )?schlechter": "vision-change",
        "siehst du (?:plötzlich )?schlechter": "vision-change",
        "schlechter sehen": "vision-change",
        "tränt": "eye-symptom",
        "tränende": "eye-symptom",
        "brennt": "burning",
        "hängt": "drooping",
        "hängende": "drooping",
        "hängendes": "drooping",
        "taube": "numbness",
        "tauben": "numbness",
    },
    not_repeated=compiled(r"\b(?:vor|bis zur|bis zum|während|zwischen)\b"),
    offers=compiled(
        r"^(?:bitte )?komm(?:en sie)? (?:bitte )?(?:in|nach|alle) (?:\d|eine[rmn]?|zwei|drei|vier|fünf|sechs|acht)\b|\b(?:um .{0,60}(?:vereinbaren|buchen|bestellen)|terminvereinbarung|^fragen sie|^frag uns|\b(?:kommen|rufen|melden|gehen) (?:sie |du )?(?:sich )?(?:bitte |deswegen |dann )*nicht\b(?! nur)|\bnicht (?:anrufen|melden|kommen)\b|kein(?:en)? grund,? (?:uns |zum )?an|termin zu vereinbaren|bei fragen zu preisen)\b"
    ),
    concerns=compiled(
        r"\b(?:frage\w*|sorge\w*|unsicher\w*|reaktion\w*|ungewöhnlich\w*|probleme?\w*|beschwerden|unerwartet\w*)\b"
    ),
    traps=compiled(
        r"\b(?:nicht|kein(?:e[nrsm]?)?|nur|es sei denn|wenn|falls|sofern|solange|bis|außer|je nach|ohne|ausgenommen|erst|frühestens|weder|statt(?!\W*$)|anstatt|abhängig|nie(?:mals)?|nimmer|bevor|sobald|soweit|nichts|während|öfter|häufiger|seltener)\b"
    ),
    small=swiss(SMALL),
    asking=swiss(ASKING),
    foretelling=swiss(FORETELLING),
    body=swiss(BODY),
    manner=compiled(
        r",? ?\b(?:und |dann )(?:danach )?(?:(?:gut|vorsichtig|sanft|gründlich|sorgfältig) )*(?:abtrocknen|trocknen|trocken ?tupfen|abtupfen)\b|,? ?\bohne (?:(?:starken|festen|viel) )?(?:druck|kraft)\b|,? ?\bohne (?:dabei )?(?:(?:stark|fest|daran|zu stark|die \w+) )?zu (?:reiben|rubbeln|drücken|kratzen|ziehen|schrubben|pressen|zerren|dehnen|berühren)\b"
    ),
    dry=compiled(r"\b(?:trocken (?:halten|bleiben|gehalten(?: werden)?)|nicht nass (?:werden|machen))\b"),
    phrases=PHRASES,
    headings=tuple(
        (kind, compiled(pattern))
        for kind, pattern in (
            (
                "call",
                r"^[\x00 ]*(?:(?:bitte|sofort|umgehend|gleich|unbedingt)[\x00 ]+)*(?:anrufen|melden|rufen sie (?:uns )?an|ruf uns an|melden sie sich|zum arzt|in die klinik)(?: (?:bei|wenn|falls))?$|^(?:bitte )?(?:anrufen|melden|rufen sie|ruf uns)\b(?!.*\b(?:bei|wenn)\b)|\bzum arzt\b|\bwann .*(?:melden|anrufen|arzt)|\bwarnzeichen\b|\bnicht normal\b|\brufen sie uns\b",
            ),
            (
                "expect",
                r"\bwas .*(?:normal|erwartet)|\bnebenwirkungen\b|\bnormale? (?:reaktionen?|erscheinungen)\b|\bist normal\b|\bmögliche reaktionen\b",
            ),
            (
                "avoid",
                r"\bvermeiden\b|\bnicht erlaubt\b|\bverboten\b|\bverzichten\b|\bmeiden\b|\btabu\b|\bdas sollten sie nicht\b|\bbitte nicht\b|^[\x00 ]*(?:(?:bitte|lieber|besser|das|dies|folgendes|jetzt|noch|vorerst|erstmal|heute|leider|geht|gehen|ist|gar)[\x00 ]+)*(?:nicht|nein|gestrichen|nein,? danke)[\x00 ,!]*$|\b(?:das|dies|folgendes) (?:dürfen|darfst|sollten|solltest|können|kannst) (?:sie|du) (?:(?:noch|jetzt|vorerst|bitte|gar|leider) )*nicht\b|\b(?:sie|du) (?:sollten|solltest|dürfen|darfst) (?:(?:noch|jetzt|bitte) )*nicht$|\bno-gos?\b|\b(?:was|das|folgendes|dies|bitte)\b.*\b(?:(?:sein |bleiben |weg)?lassen|unterlassen)\b|\b(?:finger|hände) weg\b|\b(?:was|das|folgendes) (?:sie|du|ihr|man)?\b.*\bnicht (?:tun|machen|dürfen|darfst|dürft|sollten|sollen|sollst)\b|\bwas (?:sie|du|ihr|man) (?:\w+ )?nicht (?:tun|machen|dürfen|sollten|sollen)\b|\buntersagt\b|\bwas (?:jetzt |noch )?(?:nicht geht|tabu ist)\b|^[✗✘❌✖✕🚫⛔]+$",
            ),
            (
                "allow",
                r"\bwas (?:sie|du|ihr) (?:dürfen|darfst|dürft|können|kannst)\b|\b(?:darfst du|du darfst|sie dürfen|das geht)\b|\berlaubt\b|\bdürfen sie\b|\bdas ist (?:erlaubt|möglich)\b|^(?:ja|gerne?|ja,? gerne?|in ordnung|ok|okay|das tut gut)$|\b(?:das|folgendes) (?:können|kannst) (?:sie|du)(?: (?:jetzt|schon|gerne|ruhig))*(?: (?:tun|machen))?$|^[✓✔✅]+$",
            ),
            (
                "do",
                r"\bwas (?:sie|du|ihr|zu) (?:jetzt )?(?:tun|machen)\b|\bbitte tun\b|\bso pflegen\b|^bitte$",
            ),
        )
    ),
    heading_words=compiled(
        r"\b(?:bitte|besser|lieber|jetzt|folgendes|ihr|dies|sollen|sollst|müssen|können|kannst|was|sie|ist|sind|das|die|der|den|dem|für|in|im|nach|während|ihrer|ihre|darauf|hierauf|davon|danke|noch|vorerst|behandlung|sollten|soll|beachten|folgendes|folgende|du|dürfen|zu|hause|tag|und|am|zur|zum|danach|eingriff|waxing|op|sitzung|nächsten|lang|wieder|hat|haben)\b|[^a-zäöüß]+"
    ),
    elsewhere=compiled(
        r"^(?:wie (?:wird|funktioniert|läuft)|was ist (?:ein|eine)\b|warum\b|über\b|preise?\b|kosten\b|öffnungszeiten|sprechzeiten|unser team)|\b(?:unterschied|vorteile|für (?:die |den )?(?:behandler(?:in)?|praxis|personal))\b"
    ),
    prices=compiled(
        r"\d\s?(?:€|euro\b|eur\b)|€\s?\d|\bsprechzeiten\b|\böffnungszeiten\b|\bmo(?:ntag)?\s?-\s?(?:fr|sa|so)|\b\d{1,2}(?:[:.]\d\d)? ?uhr\b|\bpreise?\b|\bkosten je\b|\brabatt\b|\bnur mit termin\b"
    ),
    practical=compiled(
        r"\bfür (?:die |den )?(?:behandler(?:in)?|praxis|personal)\s*:|\bstudie\b|\bviele (?:glauben|denken|meinen)\b|\bschrieb\b|\bstimmt nicht\b|\bmythos\b"
    ),
)
