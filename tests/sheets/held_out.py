"""Invented sheets in the style of other clinics, with the rules that a human reader finds in each of them.

A line of a table: verb | topics | from | until. Before anything was learnt from these sheets, the parser scored
a recall of 77 % and a precision of 91 % on laser, peel, led and needling, and later 82 % and 95 % on fractional
and dermaplaning. What was learnt from them is general (words, a list that ends a heading), so a sheet that the
parser has not seen is worth more than these: add one when the parser changes.
"""

LASER = """
Laser Resurfacing - Home Care

What to expect
• Redness and swelling are normal and may last 3 to 5 days.
• Your skin may feel hot, like a sunburn, for the first 24 hours.
• Itching is common as the skin heals.

What to avoid
• Direct sun for 4 weeks
• Hot tubs, saunas and swimming for at least 7 days.
• Strenuous exercise for 48 hours.
• Do not pick or scratch the treated area.
• Retinol, glycolic acid and vitamin C until the skin is fully healed.

Caring for your skin
1. Wash your face with a gentle cleanser twice a day.
2. Apply Aquaphor every 2 hours for the first 3 days.
3. Make-up may be worn after 7 days.
4. Sunscreen should be applied daily from day 8 onwards.

Please call the clinic if you notice pus or a fever.
Treatments are usually spaced 6-8 weeks apart.
"""

PEEL = """
AFTER YOUR CHEMICAL PEEL

Days 1-2
Your skin may feel tight and look shiny. Do not wash your face for the first 12 hours.
Avoid sweating for 48 hours.

Days 3-7
Peeling usually begins around day 3. Do not pull off flaking skin.
Apply moisturizer at least four times a day.

After day 7
You may resume your normal skincare routine. You can use retinol again after 14 days.

General
- No waxing, threading or hair removal creams for 2 weeks.
- Do not use scrubs until the peeling has stopped.
- If you have a history of cold sores, take your antiviral tablets as prescribed.
- Wear SPF 50 every day.
- Avoid alcohol for one day.
- Contact us if you have any concerns.
"""

LED = """
LED light therapy: aftercare

There is no downtime. You can apply make-up straight away.
Drink plenty of water.
Avoid direct sunlight for 24 hours and wear a broad-spectrum sunscreen.
Do not use retinoids or exfoliating acids for 2-3 days.
Slight redness may be present for a few hours.
We recommend a course of 6 treatments.
"""

NEEDLING = """
Your Microneedling Aftercare Guide

First 24 hours
No make-up. No gym. Do not touch your face with unwashed hands.
Sleep on a clean pillowcase.

24-72 hours
You may use a gentle cleanser and a hydrating serum.
Keep away from pools, hot baths and steam rooms.

Wait at least 5 days before using vitamin C or retinol.
Avoid aspirin and ibuprofen for one week unless advised by your doctor.
Mild flaking may occur from day 3.
If redness lasts longer than 5 days, please contact your practitioner.
Botox and fillers should be avoided for two weeks.
Once your skin has healed you can dermaplane again.
You should not fly for 48 hours.
Repeat every 4 to 6 weeks.
"""

FRACTIONAL = """
POST-CARE: FRACTIONAL RF

Immediately after your treatment
You may notice pinpoint bleeding, redness and a warm sensation.
These are normal and usually resolve within 48 hours.

For the first 24 hours:
- Do not apply make-up
- Do not use any skincare products except the post-care balm supplied
- Avoid hot showers, saunas, steam rooms and swimming pools
- Avoid drinking alcohol

From day 2
- Cleanse twice a day with a mild cleanser.
- Apply a moisturiser containing hyaluronic acid.
- Apply a broad spectrum SPF 50 each morning.

For one week
- No exfoliation, no retinol, no AHA or BHA.
- Avoid facial waxing, electrolysis and laser hair removal.
- Do not have Botox or filler injections.

Tiny scabs may form after 2-3 days. Do not pick them.
Avoid prolonged sun exposure for 4 weeks.
If you notice any blistering, weeping or signs of infection, contact us straight away.
Results continue to improve for up to 6 months.
We suggest 3 treatments, 4-6 weeks apart.
"""

DERMAPLANING = """
Dermaplaning aftercare advice

Your skin may feel a little sensitive and look pink for up to 24 hours.
Please follow these instructions for best results:
1. Avoid touching the area for the rest of the day.
2. No make-up for at least 6 hours, ideally 24.
3. Avoid retinoids, AHAs, BHAs and scrubs for 3 days.
4. Avoid heat treatments, exercise and swimming for 24-48 hours.
5. Use SPF 30 or higher daily.
6. Do not use self-tan for 48 hours.
7. Avoid waxing or threading for 1 week.
8. Keep your skin hydrated and drink plenty of water.
9. You can shave again after 7 days.
Treatments can be repeated every four weeks.
Should you experience any adverse reaction please contact the salon.
"""

_TABLES = {
    "laser": (
        LASER,
        """expect | redness swelling | | 3-5d
        expect | warmth redness | | 24h
        expect | itching | |
        avoid | sun | | 4w
        avoid | jacuzzi sauna swimming | | >=7d
        avoid | strenuous-exercise | | 48h
        avoid | picking | |
        avoid | retinol glycolic-acid vitamin-c | | healed
        do | cleansing | |
        do | balm | | 3d
        allow | make-up | 7d |
        do | sunscreen | D8 |
        call | pustules fever | |
        repeat | microneedling | S+6-8w |""",
    ),
    "peel": (
        PEEL,
        """expect | tightness | D1 | D3
        avoid | cleansing | | 12h
        avoid | sweating | | 48h
        expect | flaking | D3 |
        avoid | picking | D3 | D8
        do | moisturizer | D3 | D8
        allow | skin-care | D8 |
        allow | retinol | 14d |
        avoid | waxing threading hair-removal-cream | | 2w
        avoid | scrub | | shed
        do | antiviral | |
        do | sunscreen | |
        avoid | alcohol | | 1d
        call | unexpected-reaction | |""",
    ),
    "led": (
        LED,
        """allow | make-up | |
        do | drinking-water | |
        avoid | sun | | 24h
        do | sunscreen | |
        avoid | retinoid acid | | 2-3d
        expect | redness | | ?
        repeat | microneedling | |""",
    ),
    "needling": (
        NEEDLING,
        """avoid | make-up gym touching | | 24h
        do | pillowcase | | 24h
        allow | cleansing serum | 24h |
        avoid | swimming hot-bath steam | 24h | 72h
        avoid | vitamin-c retinol | | >=5d
        avoid | aspirin ibuprofen | | 1w
        expect | flaking | D3 |
        call | redness | 5d |
        avoid | botox filler | | 2w
        allow | dermaplaning | healed |
        avoid | flying | | 48h
        repeat | microneedling | S+4-6w |""",
    ),
    "fractional": (
        FRACTIONAL,
        """expect | blood-spots redness warmth | | <=48h
        avoid | make-up hot-shower sauna steam swimming alcohol | | 24h
        only | balm | | 24h
        do | cleansing moisturizer hyaluronic-acid sunscreen | D2 |
        avoid | exfoliation retinol aha bha waxing electrolysis laser-hair-removal botox filler | | 1w
        expect | scabs | 2-3d |
        avoid | picking | |
        avoid | sun | | 4w
        call | oozing infection | |
        expect | glow | | <=6mo
        repeat | microneedling | S+4-6w |""",
    ),
    "dermaplaning": (
        DERMAPLANING,
        """expect | tenderness redness | | <=24h
        avoid | touching | |
        avoid | make-up | | >=6h
        avoid | retinoid aha bha scrub | | 3d
        avoid | heat exercise swimming | | 24-48h
        do | sunscreen | |
        avoid | self-tan | | 48h
        avoid | waxing threading | | 1w
        do | drinking-water | |
        allow | shaving | 7d |
        repeat | microneedling | S+4w |
        call | unexpected-reaction | |""",
    ),
}


def _wanted(table: str) -> frozenset[tuple[str, str, str, str]]:
    rows = ([cell.strip() for cell in row.split("|")] for row in table.strip().splitlines())
    return frozenset(
        (verb, topic, opens, ends) for verb, topics, opens, ends in rows for topic in topics.split()
    )


HELD_OUT = {name: (text, _wanted(table)) for name, (text, table) in _TABLES.items()}
