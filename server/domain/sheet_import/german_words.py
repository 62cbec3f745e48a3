# ruff: noqa: E501, SIM905 - patterns and word lists stay on one line
"""Small words of German sheets, and their phrases for topics."""

SMALL = frozenset(
    """
der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jede jeder jeden jedem jedes alle allen aller
ich mich mir wir uns unser unsere unserer sie ihr ihre ihren ihrem ihrer ihres du dich dir dein deine deinen deiner deinem er es ihn ihm man sich
und oder sowie als auch in im ins an am auf aus bei beim mit von vom zu zum zur für nach vor über unter um durch ab so also
ist sind war werden wird wurde sein hat haben kann können könnte darf dürfen soll sollte sollten sollen muss müssen möchten
bitte möglichst idealerweise grundsätzlich generell meist meistens meisten üblicherweise immer wieder noch schon einfach
sanft sanfte sanften sanfter vorsichtig vorsichtige vorsichtigen leicht leichte leichten leichter gründlich regelmäßig direkt direkte direkten direktes direkter sofort langsam schrittweise vollständig gut gute
dünn dünne dünnen sauber saubere sauberen frisch frische frischen mild milde milden milder viel viele mehr etwas wenig ausreichend genug reichlich großzügig besonders
verwenden verwende verwendet benutzen benutzt auftragen aufgetragen tragen trage getragen nehmen nimm einnehmen genommen machen gemacht gehen treiben trinken trinke essen
beginnen starten anwenden angewendet durchführen fortsetzen weiterhin weiter halten bleiben lassen lass cremen creme reinigen
haut gesicht bereich bereiche areal areale stelle stellen behandelte behandelten behandelter behandlung behandlungen sitzung sitzungen
lippe lippen braue brauen augenbraue augenbrauen wimper wimpern auge augen kopfhaut tattoo wunde wunden narbe narben wange wangen mund hals hände rücken körper
schicht menge tropfen
während danach dann jetzt heute später tag tage tagen woche wochen stunde stunden minuten monat monate zeit zeitraum lang dauer
intensiv intensive intensiven intensives stark starke starken starker anstrengend anstrengende schwere schweren schwerer schweres extrem extreme körperliche körperlichen lange langes
andere anderen weitere weiteren aktivitäten produkte produkt mittel behandlungsareal
wichtig empfohlen empfehlen empfehlenswert notwendig möglich normal normale üblich gewohnt gewohnte gewohnten z b d h
es können manche manchmal gelegentlich häufig oft selten vorübergehend vorübergehende anfangs zunächst gefühl fühlt fühlen aussehen wirken wirkt erscheint auftreten patienten menschen kunden
leichtes geringe geringes mäßige starkes deutliche üblich üblicherweise normalerweise zeichen erste zweite reaktion
sie auf ein mal pro termine terminen terminen besuch besuche nur
wieder gar bitte direkt jeweils etwa dauerhaft
aber jedoch allerdings dennoch trotzdem hingegen sondern doch deshalb daher deswegen darum
lieber besser am liebsten gern gerne ruhig unbedingt einfach komplett ganz ganze ganzen völlig total wirklich jeglichen jegliche jegliches sämtliche
lauwarm feucht feuchten bestehen fällt geht gehen lässt legt hin drauf hilft helfen gegen eingesetzt einsetzen kommt komm kommen kontakt
dauern dauert bleibt bleiben sichtbar ziehen klein kleine kleinen groß große größere winzige nächste
rechnen dran hält abnehmen plötzlich plötzliche plötzlicher plötzlichen gelb gelbe gelber gelbes gelben grün grüne grüner grünes dagegen normaler normales aussparen steigern zurück verzögert heilung fördert stört sinnvoll ratsam
praxis team klinik studio arzt
sehr ziemlich recht anhalten anhält länger
höhepunkt weg besten was harte hartes harten weite weiten weiter damit sterile sterilen sterilem steriler je daran davon bilden bildet abfallen bekommen entsteht entstehen auftritt auftreten stärker
unverändert zusätzlich leider gilt gelten geben gib antibiotische antibiotischen antibiotischer dick dicke dicken zusammen dringend konsequent gewohnten gewohnte üblichen übliche normale normalen normaler
""".split()
) - {"nur"}

BODY = frozenset(
    """
vene venen lidrand wimpernkranz haaransatz nagelfalz ohrmuschel zahnfleischrand gaumen zahnhälse zahnhals zahnfleisch gelenk kniegelenk gelenke kopf stirn lid lider augenlid augenlider ferse knöchel handgelenk leiste po gesäß kinn schläfe schläfen handfläche sohle schienbein rippen ohrläppchen mundwinkel kiefers
fuß fuss füße zeh zehe zehen nagel nägel zunge kinn nase brust bauch hüfte oberschenkel wade knie schulter arm arme ellbogen finger ohr ohren ohrläppchen kiefer zahnfleisch nabel zahn zähne zähnen unterlippe oberlippe links rechts innen außen daran darauf dort
nasenspitze nasenrücken nasenflügel augenrand augenwinkel unterlid oberlid unterlider oberlider wundrand wundränder fingerspitzen fußsohle handrücken unterbauch unterschenkel innenseite außenseite
""".split()
)
"""Parts of the body. A ban can ignore them, but a permission may apply to them alone."""

PHRASES = {
    "trockene stellen": "dryness", "grill": "fireplace", "grillen": "fireplace",
    "gereinigt": "cleansing", "rubbeln": "rubbing", "gekühlt": "ice", "eingecremt": "moisturizer", "kribbeln": "irritation", "kochsalzlösung": "rinse", "kochsalz": "rinse", "spazieren": "walking", "spazieren gehen": "walking", "umhergehen": "walking", "herumgehen": "walking",
    "abschminkprodukte": "make-up-remover", "ölhaltige abschminkprodukte": "oily-product", "ölhaltige reiniger": "oily-product", "ölhaltiges": "oily-product", "öle": "oily-product",
    "sekret": "oozing", "übelriechendes sekret": "discharge", "übelriechender ausfluss": "discharge", "gelbes sekret": "discharge", "aerobic": "hiit",
    "tupfer": "dressing", "kondome": "contraceptive", "kondom": "contraceptive", "rotlicht": "heat", "rotlichtlampe": "heat", "strümpfe": "compression", "stützstrümpfe": "compression", "thrombosestrümpfe": "compression", "bauchgurt": "compression", "bauchbinde": "compression", "stütz-bh": "compression", "kompressions-bh": "compression", "kompressionswäsche": "compression",
    "klebrige speisen": "food", "klebriges": "food", "enge schuhe": "tight-clothes", "enges schuhwerk": "tight-clothes", "enge bündchen": "tight-clothes", "retainer": "braces", "interdentalbürsten": "brushing-teeth", "interdentalbürste": "brushing-teeth", "zahnzwischenraumbürsten": "brushing-teeth",
    "bleaching-schienen": "teeth-whitening", "bleachingschienen": "teeth-whitening", "chips": "hard-food", "bauchübungen": "weights", "wimpernzange": "hair-styling", "desinfektionsspray": "antiseptic-wash", "schweres tragen": "heavy-lifting", "verschwommenes sehen": "vision-change", "verschwommen": "vision-change",
    "herauszupfen": "picking", "herausziehen": "picking", "abreißen": "picking", "ablösen": "picking", "abknibbeln": "picking", "aufdrehen": "touching", "staubsaugen": "housework", "anheben": "heavy-lifting", "tageslicht": "sun", "pralle sonne": "sun", "mittagssonne": "sun",
    "abziehen": "picking", "abkratzen": "picking", "abkratzt": "picking", "kratzen": "picking", "knibbeln": "picking", "pulen": "picking", "abpulen": "picking",
    "zupfen": "tweezing", "ausdrücken": "picking", "aufkratzen": "picking", "abzupfen": "picking", "aufstechen": "picking", "haut abziehen": "picking",
    "reiben": "rubbing", "berühren": "touching", "berührung": "touching", "berührungen": "touching", "hinlegen": "lying-down", "legen sie sich": "lying-down", "drücken": "pressure",
    "lsf": "sunscreen", "lichtschutzfaktor": "sunscreen", "sonnenschutz": "sunscreen", "sonnenschutz lsf": "sunscreen", "sonnencreme": "sunscreen", "sonnenschutzcreme": "sunscreen",
    "kühlen": "ice", "kühlung": "ice", "kühle": "ice", "kühlpad": "ice", "kühlpads": "ice", "wachsen": "waxing", "epilieren": "epilator", "rasieren": "shaving", "rasiere": "shaving", "färben": "hair-colour",
    "haare waschen": "hair-wash", "haarewaschen": "hair-wash", "zähneputzen": "brushing-teeth", "putzen sie ihre zähne": "brushing-teeth", "zähne putzen": "brushing-teeth",
    "spülen": "rinse", "ausspülen": "rinse", "nass werden": "water", "nikotin": "smoking", "schwimmbad": "swimming", "schwimmbäder": "swimming", "schwimmen": "swimming",
    "zahnarztbesuch": "dental", "zahnarztbesuche": "dental", "zahnarzttermin": "dental", "zahnarzttermine": "dental", "zahnbehandlung": "dental",
    "schweres heben": "heavy-lifting", "schwer heben": "heavy-lifting", "gerötet": "redness", "rötungen": "redness", "hautrötung": "redness", "schwellungen": "swelling", "spannen": "tightness",
    "auf dem rücken schlafen": "sleep-on-back", "auf dem rücken": "sleep-on-back", "rückenlage": "sleep-on-back", "auf dem bauch": "sleep-on-face", "auf der seite": "sleep-on-face",
    "autofahren": "driving", "auto fahren": "driving", "auto": "driving", "wimperntusche": "mascara", "retinol": "retinol", "fruchtsäuren": "aha", "fruchtsäurepeeling": "aha", "peelings": "exfoliation", "peeling": "exfoliation", "peelen": "exfoliation",
    "wundsalbe": "healing-ointment", "heilsalbe": "healing-ointment", "salbe": "balm", "creme": "moisturizer", "cremes": "moisturizer", "feuchtigkeitspflege": "moisturizer", "feuchtigkeitscreme": "moisturizer", "creme ein": "moisturizer",
    "eincremen": "moisturizer", "gesicht waschen": "cleansing", "waschen sie das gesicht": "cleansing", "reinigen": "cleansing", "reinigung": "cleansing", "waschen": "cleansing", "wasche": "cleansing",
    "körperliche arbeit": "strenuous-exercise", "schwere körperliche arbeit": "strenuous-exercise", "anstrengung": "strenuous-exercise", "körperliche anstrengung": "strenuous-exercise",
    "klarem wasser": "rinse", "lauwarmem wasser": "rinse", "klares wasser": "rinse", "gewohnte pflege": "skin-care", "gewohnte hautpflege": "skin-care", "hyaluronserum": "hyaluronic-acid", "verband": "dressing", "pflaster": "plaster", "folie": "wound-film",
    "gesichtsmassage": "face-massage", "massieren": "area-massage", "massiere": "area-massage", "massieren sie": "area-massage", "blasen": "blisters", "krusten": "scabs", "schorf": "scabs", "heiße getränke": "hot-drink", "heißen getränke": "hot-drink",
    "heiße bäder": "hot-bath", "ölhaltige produkte": "oily-product", "kosmetische behandlungen": "other-treatment", "milchprodukte": "food", "lippenpflege": "lip-balm", "duschen": "shower", "dusche": "shower", "duschen sie": "shower", "baden": "bath", "bad": "bath",
    "wasser trinken": "drinking-water", "viel wasser": "drinking-water", "trinken sie viel wasser": "drinking-water", "sonne": "sun", "sonnenlicht": "sun", "sonnenbad": "sunbathing", "deo": "deodorant", "blutverdünner": "blood-thinner",
    "entzündungshemmende schmerzmittel": "anti-inflammatory", "entzündungshemmer": "anti-inflammatory", "schmerzmittel": "painkiller", "trocken": "dryness", "juckreiz": "itching", "nässen": "oozing", "nachblutung": "bleeding", "blutung": "bleeding", "nachblutungen": "bleeding",
    "starke schmerzen": "severe-pain", "schmerzen": "pain", "hauttrockenheit": "dryness", "schuppt sich": "flaking", "schuppung": "flaking", "schuppungen": "flaking", "bluterguss": "bruising", "blaue flecken": "bruising", "blutergüsse": "bruising",
    "scharfes": "spicy-food", "zieh": "picking", "zupf": "picking", "zupfe": "picking", "daran ziehen": "picking", "knabbern": "picking",
    "druckverband": "dressing", "ein ziehen": "tightness", "leichtes ziehen": "tightness", "druckempfindlichkeit": "tenderness", "druckschmerz": "pain", "krustenbildung": "scabs", "schorfbildung": "scabs", "blasenbildung": "blisters", "brandblasen": "blisters",
    "schwellen": "swelling", "schwillt": "swelling", "anschwellen": "swelling", "wundsekret": "oozing", "wundflüssigkeit": "oozing", "schmierblutung": "bleeding", "schmierblutungen": "bleeding", "krämpfe": "pain", "verfärbung": "darkening", "verfärbungen": "darkening",
    "betäubung": "numbness", "pressen": "strenuous-exercise", "abführmittel": "medicine", "thrombosespritze": "blood-thinner", "thrombosespritzen": "blood-thinner", "heparinspritze": "blood-thinner", "heparinspritzen": "blood-thinner", "bauchspritze": "blood-thinner", "sitzbad": "soaking", "sitzbäder": "soaking", "erhöhter temperatur": "fever",
    "essen": "food", "saures": "acidic-food", "kontaktsport": "combat-sport", "kontaktsportarten": "combat-sport", "drehen": "touching", "dreh": "touching", "fassen": "touching", "fass": "touching", "anfassen": "touching", "erhöhtem kopf": "sleep-on-back", "erhöhtem oberkörper": "sleep-on-back", "fußbad": "soaking", "fussbad": "soaking", "vollbad": "bath", "druckgefühl": "tightness", "spannungsgefühl": "tightness", "muskelkater": "tenderness", "büroarbeit": "work", "arbeiten": "work", "arbeit": "work", "heben": "heavy-lifting", "kg heben": "heavy-lifting", "tragen schwerer lasten": "heavy-lifting", "sonnenbrille": "sunglasses", "kontaktlinsen": "contact-lenses", "kamillentee spülen": "mouth-rinsing", "wasser": "water", "haustiere": "pets",
}  # fmt: skip
