# ruff: noqa: E501, SIM905 - patterns and word lists stay on one line
"""Small words of English sheets, and their phrases for topics."""

SMALL = frozenset(
    """
a an the this that these those any all some each every both either such other another same own very
i me my we us our you your yours yourself he she it its they them their his her one ones who whom which what
and or as of to in on at for from with by into onto over under about around near up down out off per via plus than so too also
is are was be been being am has have had having do does doing done will would can could may might shall should must need needs
please kindly ideally preferably generally usually normally typically always also again still already yet even just simply
gently carefully lightly thoroughly regularly properly directly immediately slowly gradually softly strictly completely fully
well good best better great gentle mild light clean fresh soft thin generous small little lots plenty enough more most much many
use uses used using apply applies applied applying wear wears worn wearing take takes taken taking put puts putting keep keeps kept keeping
get gets getting go goes going come have let make makes made give given start starts starting begin begins continue continued remain
do perform performed undergo visit book receive consume consumed return try
skin face area areas region zone treated treatment treatments site sites body lips lip brow brows eyebrows eyebrow lashes lash eye eyes
scalp cheek cheeks tattoo wound wounds socket mouth forehead hands neck legs arms underarms back scar spot spots incision
provided supplied recommended suitable appropriate special own daily
layer layers amount coat drop drops pea-sized piece
during after following post afterwards thereafter then now today later hour hours day days week weeks month months time times period
excessive prolonged direct strong strenuous heavy intense hard vigorous extreme harsh including e.g g i.e ie eg like
other further activities activity products product items things anything something type types kind kinds form forms
exposure session sessions visit visits use usage application
people person patients clients everyone anyone sensation feeling feel feels feeling appear appears look looks notice experience experiencing see seen expect expected
reaction reactions slight slightly degree common commonly often sometimes occasionally rarely rare cases case temporary temporarily initially initial first become becomes becoming
increased mildly moderate moderately severe likely possible possibly few several immediate quite bit normal develop noticed signs sign symptoms
recommend recommends recommending advise advises suggest suggested ask you'll you're it's that's you've we'll
routine regime regimen injections injection lessons lesson classes class pass above below next ever
broad spectrum spf factor higher high containing contains unwashed dirty that which cause causes causing involving involve involves e.g
reach part parts everyday least facial
kit important note remember essential crucial necessary recommended advised possible necessary least
mins minutes thick normal normally usual regular habits lot extra
but however whereas though although meanwhile otherwise therefore thus hence so because
linger lingers calm  altogether way sudden suddenly yellow green foul yellowish greenish really truly simply far rather fairly pretty single whole entire full straight away back free
settle settles form forms fade fades soften softens occur occurs last lasts come comes tend tends passed elapsed happens
loose clean soft cool lukewarm tepid tiny large big whole stated together side sides evening evenings
life place too instead unscented tall extra plain simple enemy worth helpful ideal perfect harmless tempting
drink drinking eating walk touch
nurse team clinic studio salon surgery doctor
stay stays stayed peak there moist comfortable comfortably disturb disturbed couple bit impact entirely reasonably surely tends tend worst gone
thinly scars else damp pushed hold against smell worse stronger greatest later sterile bedtime someone sort kinds
big unchanged additionally unfortunately bulky firm firmly wrapped antibiotic ordinary everyday regular overall entire whenever anywhere
""".split()
)

BODY = frozenset(
    """
gum vein veins canal canals cornea skull ribcage eyelash tissue tummy joint joints head lid lids eyelid eyelids sight rim rims heel ankle ankles wrist wrists groin bottom stomach tummy palm palms sole soles shin temple temples lobe lobes rib ribs
foot feet toe toes nail nails tongue chin nose chest belly tummy abdomen hip hips thigh thighs calf knee knees shoulder arm elbow finger fingers ear ears earlobe jaw jawline gum gums throat navel teeth tooth belly bikini upper lower left right inside outside front
""".split()
)
"""Parts of the body. A ban can ignore them, but a permission may apply to them alone."""

PHRASES = {
    "drainage": "oozing", "wound drainage": "oozing",
    "tcp": "antiseptic-wash", "saline": "rinse", "saline solution": "rinse", "sterile saline": "rinse", "salt solution": "rinse",
    "swell": "swelling", "swells": "swelling", "hot sun": "sun", "strong sun": "sun", "full sun": "sun", "brown streaks": "pigmentation", "brown staining": "pigmentation", "brown stains": "pigmentation", "staining": "pigmentation", "breathlessness": "breathing-trouble", "breathless": "breathing-trouble", "out of breath": "breathing-trouble",
    "aerobics": "hiit",
    "condoms": "contraceptive", "condom": "contraceptive", "heat lamp": "heat", "stockings": "compression", "support stockings": "compression", "surgical stockings": "compression", "binder": "compression", "abdominal binder": "compression",
    "garment": "compression", "girdle": "compression", "support garment": "compression", "surgical bra": "compression", "support bra": "compression",
    "tight trousers": "tight-clothes", "tight jeans": "tight-clothes", "tight waistbands": "tight-clothes", "tight underwear": "tight-clothes", "tight shoes": "tight-clothes", "tight tops": "tight-clothes",
    "dental floss": "brushing-teeth", "water flosser": "brushing-teeth", "interdental brush": "brushing-teeth", "interdental brushes": "brushing-teeth", "flossing": "brushing-teeth", "gel polish": "nails", "acrylics": "nails", "acrylic nails": "nails", "gel nails": "nails", "manicure": "nails",
    "crunches": "weights", "intercourse": "sex", "sexual intercourse": "sex", "sexual activity": "sex", "curling tongs": "hair-styling", "curling iron": "hair-styling", "heated tools": "hair-styling",
    "lumpiness": "lumps", "tiredness": "fatigue", "light-headedness": "nausea", "light-headed": "nausea", "light-sensitive eyes": "eye-symptom", "sensitive to light": "sun-sensitivity", "daylight": "sun",
    "trouble swallowing": "breathing-trouble", "difficulty swallowing": "breathing-trouble", "trouble breathing": "breathing-trouble", "difficulty breathing": "breathing-trouble",
    "swallowing or breathing": "breathing-trouble", "breathing or swallowing": "breathing-trouble", "lukewarm shower": "lukewarm-shower",
    "peel off skin": "picking", "pull off skin": "picking", "pull the skin": "picking", "pull loose skin": "picking",
    "pull the loose skin off": "picking", "pull off flaking skin": "picking", "pull off any skin": "picking",
    "peel the skin": "picking", "peel or pick": "picking", "pick at": "picking", "pick at the scabs": "picking",
    "pick the scabs": "picking", "scratch": "picking", "scratching": "picking", "squeeze": "picking", "pull at the skin": "picking",
    "pick off": "picking", "pick dark spots": "picking", "pick at dark spots": "picking", "remove scabs": "picking",
    "peel pick": "picking", "burst": "picking", "pop": "picking", "pick or scratch": "picking",
    "touch": "touching", "touching": "touching", "press": "pressure", "rub": "rubbing", "rubbing": "rubbing",
    "cleanse": "cleansing", "wash gently": "cleansing", "face washing": "cleansing", "washing": "cleansing", "wash": "cleansing",
    "moisturise": "moisturizer", "moisturize": "moisturizer", "moisturising": "moisturizer",
    "drink plenty of water": "drinking-water", "plenty of water": "drinking-water", "lots of water": "drinking-water", "drink lots of water": "drinking-water",
    "drink fluids": "drinking-water", "drink water": "drinking-water", "litres of water": "drinking-water", "glasses of water": "drinking-water", "drink plenty of fluids": "drinking-water", "plenty of fluids": "drinking-water",
    "darken": "darkening", "flake": "flaking", "flake off": "flaking", "skin will peel": "flaking", "skin may peel": "flaking", "start to peel": "flaking",
    "begin to peel": "flaking", "starts to peel": "flaking", "begins to peel": "flaking", "sunburnt": "redness", "sunburned": "redness",
    "apply anything": "topical", "use anything": "topical", "any products": "topical", "any product": "topical", "put anything": "topical",
    "clean the area": "cleansing", "clean the skin": "cleansing", "clean the wound": "cleansing", "clean the face": "cleansing", "cleanse the area": "cleansing",
    "swim": "swimming", "bathe": "bath", "smoke": "smoking", "exercise": "exercise", "sunbathe": "sunbathing", "shave": "shaving", "wax": "waxing", "thread": "threading", "pluck": "tweezing",
    "drive": "driving", "fly": "flying", "sweat": "sweating", "exfoliate": "exfoliation", "drink alcohol": "alcohol", "wear make-up": "make-up",
    "unscented lotion": "moisturizer", "fragrance-free lotion": "moisturizer", "plain cream": "moisturizer", "cream": "moisturizer", "lotion": "moisturizer",
    "sunbed": "tanning-bed", "sun bed": "tanning-bed", "sun": "sun", "direct sunlight": "sun",
    "cold compress": "ice", "cool compress": "ice", "cold pack": "ice", "cool pack": "ice", "ice pack": "ice",
    "hot yoga": "hot-yoga", "ice": "ice", "lie down": "lying-down", "lying down": "lying-down", "lie flat": "lying-down", "wrap": "wound-film",
    "dentist": "dental", "dental treatment": "dental", "dental work": "dental", "facials": "facial", "threading": "threading", "laser treatment": "laser",
    "microdermabrasion": "microdermabrasion", "warm salt water": "rinse", "salt water": "rinse", "salty water": "rinse", "rinsing": "rinse", "spit": "spitting",
    "oil-based product": "oily-product", "oil based product": "oily-product", "skin care": "skin-care", "normal skin care": "skin-care",
    "sleep on your back": "sleep-on-back", "two pillows": "sleep-on-back", "extra pillow": "sleep-on-back",
    "sleep on your side": "sleep-on-face", "sleep on your stomach": "sleep-on-face", "heavy lifting": "heavy-lifting", "lift heavy": "heavy-lifting",
    "perfumed product": "perfume", "fragranced product": "perfume", "scented product": "perfume", "vitamin a": "retinoid",
    "desk work": "work", "school": "work", "office work": "work", "desk job": "work", "back to work": "work", "go to work": "work", "may work": "work", "work as": "work", "work from": "work", "work after": "work", "return to work": "work",
    "off work": "work", "school or work": "work", "work or school": "work", "heavy work": "strenuous-exercise", "washed": "cleansing", "dyed": "hair-colour", "whitening": "teeth-whitening", "pressure dressing": "dressing", "pressure bandage": "dressing", "pinkness": "redness", "warm feeling": "warmth", "feeling of warmth": "warmth", "leakage": "oozing", "leaking": "oozing", "seepage": "oozing", "leak": "oozing",
    "pink fluid": "oozing", "clear fluid": "oozing", "pinkish fluid": "oozing", "spotting": "bleeding", "cramps": "pain", "cramping": "pain", "aches": "pain", "throbbing": "pain", "twinges": "pain",
    "anaesthetic": "numbness", "anesthetic": "numbness", "local anaesthetic": "numbness", "local anesthetic": "numbness", "crusting": "scabs", "discolouration": "darkening", "discoloration": "darkening",
    "gritty": "eye-symptom", "sight gets worse": "vision-change", "vision gets worse": "vision-change", "cannot breathe": "breathing-trouble", "chest pain": "pain", "brown marks": "pigmentation", "dark marks": "pigmentation",
    "crusty bread": "hard-food", "toast": "hard-food", "popcorn": "hard-food", "laxative": "medicine", "laxatives": "medicine", "stool softener": "medicine", "blood-thinning injection": "blood-thinner", "blood-thinning injections": "blood-thinner", "anti-clotting injection": "blood-thinner",
    "warm salty water": "rinse", "lukewarm salt water": "rinse", "sitz bath": "soaking", "sitz baths": "soaking", "lift children": "lifting-child", "carry children": "lifting-child", "lift your child": "lifting-child", "lifting children": "lifting-child", "pick up children": "lifting-child",
    "strain": "strenuous-exercise", "straining": "strenuous-exercise", "tingling": "irritation", "contact sport": "combat-sport", "contact sports": "combat-sport", "twist": "touching", "rotate": "touching", "fiddle": "touching", "play with": "touching", "lift anything": "heavy-lifting", "lift more": "heavy-lifting", "lifting": "heavy-lifting", "lift": "heavy-lifting", "soft food": "soft-food", "soft diet": "soft-food", "wash your hands": "hand-washing", "clean hands": "hand-washing",
}  # fmt: skip
