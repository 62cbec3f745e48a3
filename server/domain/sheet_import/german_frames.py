# ruff: noqa: E501 - patterns stay on one line
"""What German sentences ask for, and on which conditions."""

from server.domain.sheet_import.language import Frame, compiled
from server.domain.sheet_import.marks import NO, YES

_ADV = (
    r"(?:(?:wieder|schon|bereits|auch|dann|jetzt|vorsichtig|sofort|problemlos|gerne|langsam|ganz|normal) )*"
)

_USE_INF = (
    r"verwenden|benutzen|nutzen|auftragen|tragen|nehmen|einnehmen|machen|treiben|trinken|essen|gehen|besuchen|durchführen|anwenden|einsetzen|beginnen|starten"
    r"|verwendet|benutzt|genutzt|aufgetragen|getragen|genommen|eingenommen|gemacht|begonnen|angewendet|angewandt|eingesetzt|durchgeführt|gegessen|getrunken|aufnehmen|aufgenommen"
)
FRAMES: tuple[Frame, ...] = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("only", r",? ?\b(?:und )?(?:sonst nichts|nichts (?:anderes|sonst|weiter))\b"),
    ("do", r"\b(?:wird|werden)\b(?=[^.;,]{1,60}\b(?:\x00+|gereinigt|gekühlt|eingecremt|gecremt|gewaschen|gespült|gewechselt|getragen|aufgetragen|genommen|massiert|getupft) ?[.!]*$)(?=[^.;,]*\x00)(?![^.;,]*\b(?:nicht|kein\w*|nie|erst|rot|dunkler)\b)"),
    ("open", r"\b(?:müssen|sollten|sollen|muss|sollte) (?:sie |du |man )?(?:\w+ )?(?:wissen|beachten|lesen|bedenken)\b|\b(?:wissen|beachten|bedenken) (?:müssen|sollten|sollen)\b"),
    ("avoid", rf"[{NO}]"), ("allow", rf"[{YES}]"),
    ("open", r"\balles (?:außer|bis auf)\b|\bsoll(?:en)? (?:angeblich |auch |sehr |gut )*(?:helfen|wirken|nützen|gut sein)\b|\bsetzen? (?:sie )?(?=[^.;]{0,60}\berst ab\b)"),
    ("go-on", r"\bnicht (?:selbst |eigenmächtig |einfach )?(?:absetzen|abgesetzt|unterbrechen|pausieren)\b|\b(?:setzen|setz|brechen) (?:sie )?(?=[^.;]{0,60}\bnicht\b[^.;]{0,20}\bab\b)"),
    ("go-on", r"\b(?:nichts|keine?[nrsm]?|nie(?:mals)?|nicht)(?: davon| mal| einmal)? (?:absetzen|auslassen|weglassen|überspringen|unterbrechen|stoppen|aussetzen)\b(?: werden)?"),
    ("never-stop", r"\b(?:nicht|nie(?:mals)?|auf keinen fall|keinesfalls)(?: (?:wird|werden))? vergessen(?: werden)?\b|\b(?:vergessen|verzichten|sparen) sie nicht\b|\bnicht (?:auf \w+ )?(?:vergessen|weglassen|auslassen)\b|\bnie(?:mals)? (?:ohne|vergessen)\b"),
    ("expect", r"\b(?:ist |sind )?kein(?:en)? (?:grund|anlass) (?:zur|zu|für) (?:sorge|beunruhigung|besorgnis|unruhe)\b|\b(?:ist|sind) kein(?:e|en)? (?:komplikation(?:en)?|fehler|unfall|warnzeichen|alarmzeichen|(?:schlechtes|schlimmes) zeichen)\b|\b(?:ein )?gutes zeichen\b|\bnichts (?:ungewöhnliches|besonderes|schlimmes)\b|\bgehör(?:t|en) (?:zur heilung|dazu)\b|\b(?:ist|sind)? ?(?:harmlos|nicht (?:schlimm|gefährlich|bedenklich|besorgniserregend))\b"),
    ("allow", r"(?:(?<=\x00):?,? |(?<=: ))(?:ja|ok|okay|gerne?)\b(?=[,.;!]|$| -| und| aber)|\bhilft\b|\bhelfen\b|(?<=\x00) geht\b(?! (?:zurück|weg|vorbei))"),
    ("avoid", r"(?:(?<=\x00):?,? |(?<=: ))(?:nein|nie)\b|(?<=\x00) (?:bitte )?nicht mehr\b"),
    ("allow", r"\b(?:ist |sind )?(?:kein problem|kein thema|unproblematisch|unbedenklich)\b|\b(?:schadet|schaden) nicht\b|\b(?:dagegen )?spricht nichts(?: dagegen)?\b|\bnichts (?:spricht )?dagegen\b"),
    ("avoid", r"\bgift\b|\bschade(?:t|n)\b(?: eher| nur)?(?! (?:nicht|nichts|niemand\w*|kaum))"),
    ("expect", r"\b(?:sollten?|muss|müssen|brauch(?:t|en)) (?:sie|dich|niemanden) nicht (?:zu )?(?:beunruhigen|erschrecken|ängstigen|sorgen)\b|\b(?:ist|sind) nicht beunruhigend\b"),
    ("avoid", r"\b(?:ist |sind |bleibt |bleiben )?(?:gestrichen|keine gute idee|nichts für (?:sie|dich)|ausgeschlossen|nicht drin|ungünstig)\b|\b(?:fällt|fallen) (?:aus|flach)\b|\bentfällt\b|\bentfallen\b|\b(?:lieber|besser) nicht\b|\b(?:sein|bleiben) lassen\b|\b(?:muss|müssen) (?:noch )?warten\b|\b(?:raten|rate)\b.{0,40}\bab\b|\babzuraten\b"),
    ("open", r"\bnicht (?:\w+ )?weg(?:lassen)?\b"),
    ("allow", r"\b(?:es ist )?nicht (?:nötig|notwendig|erforderlich),? (?:auf )?(?:den |die |das )?\x00+ zu (?:verzichten|meiden|vermeiden)\b"),
    ("do", r"\bgehör(?:t|en) (?:\w+ |\x00+ ){0,3}dazu\b"),
    ("avoid", r"\bl[aä]ss(?:en|t)?(?: sie| du)?\b(?=[^.;]{1,60}\b(?:weg|sein|bleiben|aus)\b[ .!,;]*(?:$|[,;.]|und\b))|\bweglassen\b"),
    ("leave", r"\bl[aä]ss(?:en|t)?(?: sie| du)?\b(?=[^.;]{1,50}\bin (?:ruhe|frieden)\b)|\bin (?:ruhe|frieden)\b|\bl[aä]ss(?:en|t)?(?: sie| du)? (?:bitte )?die (?:finger|hände) (?:von|weg von)\b"),
    ("avoid", r"\b(?:bleibt|bleiben)\b(?=[^.;,]{1,40}\b(?:im|in der) (?:schrank|regal|schublade|kasten|tasche)\b)|\b(?:im|in der) (?:schrank|regal|schublade|kasten)\b"),
    ("avoid", r"\b(?:bleibt|bleiben)\b(?=[^.;,]{1,40}\bdraußen\b)|\bfern ?(?:zu ?)?(?:halten|gehalten|bleiben)\b|\bhalten sie\b(?=[^.;]{1,50}\bfern\b)"),
    ("avoid", r"\b(?:fällt|fallen)\b(?=[^.;,]{1,40}\b(?:aus|flach)\b)"),
    ("open", r"\bnicht (?:mehr|länger) (?:verboten|untersagt|tabu|gestrichen)\b"),
    ("allow", r"\bnicht (?:verboten|untersagt|tabu|gestrichen)\b|\b(?:noch )?(?:nie|niemals) ein problem\b|\bspricht (?:\w+ )?nichts\b"),
    ("allow", r"\b(?:ist|sind)? ?(?:ausdrücklich |sehr |wieder )*(?:drin|erwünscht|willkommen|gern gesehen)\b|\bso (?:viel|oft|lange) (?:sie|du) (?:mögen|möchten|wollen|magst|möchtest|willst)\b"),
    ("open", r"\b(?:setzen|brechen) (?:sie )?.{0,40}?\bnicht\b.{0,20}?\bab\b|\bnicht (?:selbst |eigenmächtig )?(?:absetzen|abbrechen|abgesetzt|notwendig|nötig|erforderlich|aufhören|zögern|erschrecken|beunruhigt|beunruhigen|wundern|sorgen)\b"
     r"|\b(?:müssen|brauchen|muss|brauchst|musst) (?:sie |du )?.{0,30}?\bnicht\b|\bkeine? (?:einschränkung(?:en)?|beschränkung(?:en)?|bedenken|rolle|besonderen)|\bkein(?:en)? (?:grund|sorge|sorgen|ausfallzeit|bedenken)\b|\bhört? .{0,25}\bnicht auf\b|\bnicht mehr\b|\bnimmer (?:nötig|notwendig|erforderlich)\b|\bnoch nicht\b"
     r"|\b(?:statt(?!\W*$)|anstatt|anstelle)\b|\b(?:wurden?|hatten?|mussten?|konnten?|waren?|gingen?|kamen?|rieten?|galt|galten|glaubten?|dachten?|meinten?|bereute\w*|früher|damals|gestern)\b(?! (?:oder|als))"),
    ("open", r"\b(?:unsere?|eine?|diese[rn]?|manche) (?:kundin|kunde|patientin|patient|kollegin|kollege|bekannte[rn]?)\b"),
    ("open", r"\b(?:reduzier\w+|einschränken|eingeschränkt|begrenz\w+|in maßen|möglichst wenig|auf ein minimum)\b"),
    ("avoid", r"\b(?:(?:ist|sind|sollte|sollten|bleibt|bleiben|streng(?:stens)?) )*(?:zu |zu )?(?:verboten|untersagt|tabu|nicht (?:erlaubt|gestattet|möglich|empfohlen|empfehlenswert|ratsam|zulässig)|(?:zu )?vermeiden|vermieden(?: werden)?|(?:zu )?meiden|gemieden(?: werden)?|(?:zu )?unterlassen|verzichtet(?: werden)?)\b"),
    ("avoid", r"\b(?:bitte )?(?:vermeide|vermeiden sie|vermeidest du|meide|meiden sie|meidest du|verzichten(?: sie)?|verzichte|verzichtest du|unterlassen sie|unterlässt du)\b(?: (?:auf|bitte))?"),
    ("avoid", r"\b(?:pause|pausieren|verschieben(?: sie)?|aussetzen|absetzen|einstellen|weglassen|auslassen|warten(?: sie)?|warte)\b"),
    ("open", r"\bmit (?:je )?(?=\x00+ abstand\b)"),
    ("avoid", r"(?<=\x00 )abstand\b(?! zwischen)(?: (?:zu )?(?:halten|wahren|einhalten|nehmen)\b)?|^abstand (?:zu[rm]?|von) (?=[^:,.;]*\x00+ ?: *$)"),
    ("avoid", r"\b(?:bitte )?(?:finger weg|hände weg)(?: von)?\b"),
    ("avoid", r"\b(?:gar |auf keinen fall |keinesfalls )?(?:kein(?:e[nrsm]?|s)?|nicht|nie(?:mals)?|nimmer|weder|noch(?= \x00)|keinesfalls|auf keinen fall)\b"
     rf"(?: (?:{_USE_INF}))?"),
    ("avoid", r"\b(?:vor) (?:direkter |der )?(?=\x00)"),
    ("only", r"\b(?:nichts (?:außer|als)|ausschließlich|nur (?![^,.;]*\bnicht\b)(?!(?:mit|ohne|nach|wenn|am|bei|die|im|in|vorsichtig|noch|kurz|leicht)\b))"),
    ("avoid", r"\bnichts\b"),
    ("not-before", r"\b(?:erst(?: wieder| dann)?|frühestens)\b"),
    ("allow", rf"\b(?:dürfen|darf|darfst|können|kannst|kann)(?: (?:sie|du|man|ihr))?\b (?:{_ADV})(?:(?:{_USE_INF})(?: werden)?\b)?"),
    ("allow", r"\b(?:(?:ist|sind|wieder|ohne weiteres) )*(?:erlaubt|gestattet|möglich|unbedenklich|in ordnung|okay|kein problem|zulässig)\b"),
    ("repeat", r"\b(?:sitzungen|termine|behandlungen)\b(?=[^.;]*\bauseinander\b)"),
    ("repeat", r"\b(?:refill|auffüllen|(?:sitzung|behandlung) (?:zwei|drei|2|3)|(?:zweite[rn]?|weitere[rn]?) (?:sitzung|termin|behandlung))\b|\b(?:wiederhol\w+|nächste[rn]? (?:sitzung|termin|behandlung)|nachbehandlung|auffrischung(?:en)?|im abstand von|abstand(?= (?:zur nächsten|von|zwischen den|:|\d|zwei|drei|vier|fünf|sechs|acht))|folgesitzung|folgebehandlung|nächste[rn]? (?:spritze|injektion))\b|\b(?:kommst du|kommen sie|sehen wir sie|sehen wir dich) (?:bitte )?wieder\b|\bkommen sie (?=alle \d)|\b(?:wieder|vorbei)kommen\b"),
    ("do", r"\b(?:sollten|sollte|solltest|müssen|muss|musst|soll|sollen|pflicht|(?:ist|wird) (?:dringend )?(?:empfohlen|wichtig|ratsam)|empfehlen|wir empfehlen|achten sie (?:auf|darauf)|denken sie an)\b"),
    ("do", r"\bweiter ?(?:nehmen|einnehmen|verwenden|benutzen|tragen|anwenden|tropfen|cremen)\b|\bfortsetzen\b"),
    ("do", r"\b(?:verwendest|benutzt|nimmst|trägst|cremst|wäschst|reinigst|kühlst|schläfst|trinkst|isst|spülst|pflegst|wechselst|massierst|schützt|sprühst|tupfst|lässt|hältst) du\b"),
    ("do", r"\b(?:verwende[nt]?|benutze[nt]?|nutzen?|trage[nt]?|trag|auftragen|aufgetragen|nehmen|nimm|einnehmen|trinken?|trink|cremen?|reinigen?|waschen?|wasch"
     r"|kühlen?|kühl|kühle|schlafen?|schlaf|schützen?|schütz|spülen?|wechseln|wechsle|wechsel|putzen?|tupfen|tupfe|halten?|lassen?|lass|belassen|pflegen|essen|iss|ernähren"
     r"|beginnen|beißen|beiß|setzen|legen|hochlagern|baden|duschen?|dusch|abdecken|sprühen|befeuchten|peelen)\b(?: (?:sie|auf|ein|an))?"),
))  # fmt: skip

CONDITIONS = compiled(
    r"^(?P<should>sollten?) (?P<told>[^,;:]*),|"
    r"^(?P<verb_first>(?!(?:nicht|jetzt|selbst|erst|zuerst|sonst|direkt|leicht|statt|haut|nacht|arbeit|abschnitt|gesicht|licht|gewicht|brust)\b)(?:[a-zäöüß]{3,}t|sind|haben|werden|müssen|bluten|treten|entstehen|kommen) (?:es|sie|er|die|der|das|ihre?|deine?|eine?|du|an|auf|in|im) [^,;:]*),(?= )|"
    r"^(?P<plural_first>(?:jucken|bluten|treten|entstehen|bilden|nässen|schmerzen|brennen|platzen|lösen) [^,;:]*),(?= )|"
    r"(?:^|,? ?(?:und |aber )?)\b(?:(?P<concession>auch nicht (?:wenn|bei|beim|im|in|am|nachts|während|für|zum|unter|mit|an|nach)|(?:auch|selbst|gerade) (?:ohne|wenn|bei|beim|im|an|am|nachts|nach)|egal,? (?:wie|was|ob|wann)|ganz gleich,? (?:wie|was|ob))"
    r"|(?P<unless>ohne (?=(?:vorherige |ärztliche )*(?:rücksprache|absprache|zustimmung|erlaubnis|rat)\b|(?:(?:uns|mich|vorher|ihren arzt) )+zu fragen\b)|es sei denn,?|außer(?: (?:wenn|im|bei|in|am|nach))?|ausgenommen,?|bis auf|abgesehen von|mit ausnahme (?:von|der|des)|sofern nicht|wenn nicht|falls nicht|sofern .{0,20}nicht anders|soweit nicht anders)"
    r"|(?P<until>bis(?! (?:in|unter|über|auf|an) (?:den|die|das|dem|der)\b)|je nach|abhängig von|während|ob)"
    r"|(?P<if>(?:nur,? |erst,? )?(?:wenn|falls|sofern|solange|sobald|soweit|vorausgesetzt,?)|im falle?|nur (?:nach|mit|bei)|nach rücksprache|nach absprache))\b"
    r"(?P<rest>[^;:]+?)(?=[.!?]*$|[;:]|,(?! ?(?:oder|und) |\x00)| - |\)| \b(?:bitte|sollten|dürfen|können|vermeiden|verwenden) sie\b|(?<=\x00) (?:\d|\x00)| \x00 (?:meiden|vermeiden))"
)
_WHO = r"(?:wir|uns|ärztlich\w*|arzt|ärztin|augenarzt|zahnarzt|hausarzt|behandler(?:in)?|praxis|chirurg|therapeut(?:in)?|kosmetikerin|fachpersonal)"
KNOWN = tuple((kind, compiled(pattern)) for kind, pattern in (
    ("prescribed", r"^(?!.*\b(?:wir|uns)\b).*\b(?:verschrieben|verordnet|verordnete|rezept)\b"),
    ("directed", rf"\b(?:verordnet|verschrieben|angeordnet|anders (?:verordnet|besprochen|angegeben|empfohlen)|anweisung|rücksprache|absprache|zustimmung|erlaubnis|ärztlichen rat|zu fragen)\b"
     rf"|\b{_WHO}\b.{{0,40}}\b(?:verordnet|verordnete|empfohlen|empfiehlt|gezeigt|erlaubt|zustimmt|zugestimmt|gesagt|sagt|rät|geraten|freigegeben|freigibt|verschrieben|angewiesen)\b"),
    ("emergency", r"\bnotf(?:all|ällen)\b"),
    ("outside", r"\b(?:draußen|nach draußen|ins freie|in die sonne|in der sonne|aus dem haus|rausgehen|im freien)\b"),
    ("uncomfortable", r"\b(?:unangenehm|stört|möchten|wünschen|beschwerden|schmerzen haben)\b"),
    ("history", r"\b(?:zu \w+ neigen|bereits .{0,30}hatten|neigung zu|hatten|leiden)\b"),
))  # fmt: skip
