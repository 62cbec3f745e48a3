"""The patients of the demo who get a link, and their diaries.

Hours count from the treatment. The diaries differ on purpose: one has just begun, one is as the sheet
expects, one has something that the sheet says to report, and one patient has healed and returns soon.
"""

from server.demo import faces
from server.demo.story import Check, DemoPatient, DemoTreatment, Fields, Share

AMINA = DemoPatient(
    key="amina",
    name="Amina Diallo",
    label="Amina, hour 5",
    cues=("darker", "warm", "tight"),
    face=faces.AMINA,
    treatments=(
        DemoTreatment(
            hours_ago=5,
            sheet="step-by-step",
            record={
                "areas": [
                    {"area": "cheeks", "depth_mm": 1.0, "passes": 3},
                    {"area": "forehead", "depth_mm": 0.5},
                ],
                "device": "SkinPen Precision",
                "products": ["hyaluronic acid serum"],
                "numbing": "Lidocaine cream, 30 minutes",
                "end_point": "Even warmth, no pinpoint bleeding",
            },
            checks=(
                Check(
                    1.5,
                    {
                        "scores": {"darkening": 2, "warmth": 3, "tightness": 2, "swelling": 1},
                        "note": "Home again.",
                    },
                    angles=("front", "left", "right"),
                    flush=1.0,
                ),
            ),
            next_in_days=32,
        ),
    ),
)

JONAS = DemoPatient(
    key="jonas",
    name="Jonas Weber",
    label="Jonas, day 2",
    language="de",
    face=faces.JONAS,
    treatments=(
        DemoTreatment(
            hours_ago=50,
            sheet="healed-first",
            record={
                "areas": [{"area": "cheeks", "depth_mm": 0.75, "passes": 2}],
                "device": "Dermapen 4",
                "products": ["peptide serum"],
                "end_point": "Pink",
            },
            checks=(
                Check(
                    3, {"scores": {"redness": 3, "warmth": 3, "tightness": 2}}, angles=("front",), flush=1.0
                ),
                Check(11, {"scores": {"redness": 3, "warmth": 2, "tightness": 2}}),
                Check(
                    23,
                    {
                        "scores": {"redness": 1, "warmth": 1, "tightness": 1},
                        "products": ["lauwarmes Wasser"],
                    },
                    angles=("front",),
                    flush=0.55,
                ),
                Check(
                    46,
                    {
                        "scores": {"redness": 0, "warmth": 0, "tightness": 0},
                        "states": {"healed": False, "calm": True},
                        "question": "Darf ich morgen wieder zum Yoga?",
                    },
                    angles=("front",),
                    flush=0.2,
                ),
            ),
            next_in_days=47,
            share=Share(photos=False),
        ),
    ),
)

MEI = DemoPatient(
    key="mei",
    name="Mei Tanaka",
    label="Mei, day 6",
    cues=("red", "warm", "tight"),
    face=faces.MEI,
    treatments=(
        DemoTreatment(
            hours_ago=5 * 24 + 3,
            sheet="seven-days",
            record={
                "areas": [
                    {"area": "full-face", "depth_mm": 1.0, "passes": 2},
                    {"area": "chin", "depth_mm": 1.25},
                ],
                "device": "Dermapen 4",
                "products": ["vitamin C serum 15 %", "hyaluronic acid"],
                "numbing": "none",
                "end_point": "Pink, a few blood spots on the chin",
                "note": "Wanted to try the new vitamin C serum.",
            },
            checks=(
                Check(
                    4,
                    {"scores": {"redness": 3, "warmth": 3, "tenderness": 3, "swelling": 1}},
                    angles=("front", "left", "right"),
                    flush=1.0,
                ),
                Check(
                    27,
                    {
                        "scores": {"redness": 2, "warmth": 2, "tenderness": 2, "swelling": 0},
                        "products": ["the cream from the clinic"],
                    },
                    angles=("front",),
                    flush=0.75,
                ),
                Check(
                    51,
                    {"scores": {"redness": 2, "warmth": 1, "tenderness": 2}},
                    angles=("front",),
                    flush=0.6,
                ),
                Check(
                    76,
                    {
                        "scores": {"redness": 2, "warmth": 0, "tenderness": 2, "itching": 1},
                        "activities": ["spin class"],
                        "note": "Stings when I wash.",
                    },
                    angles=("front",),
                    flush=0.6,
                    spots=2,
                ),
                Check(
                    99,
                    {
                        "scores": {"redness": 2, "tenderness": 2, "itching": 2},
                        "signs": [{"sign": "pustules", "area": "chin"}],
                        "note": "Small bumps on my chin since this morning.",
                        "question": "Is this the serum? It still stings when I wash.",
                    },
                    angles=("front", "left"),
                    flush=0.5,
                    spots=5,
                ),
                Check(
                    121,
                    {"scores": {"redness": 1, "tenderness": 1, "itching": 1}, "states": {"calm": False}},
                    angles=("front",),
                    flush=0.35,
                    spots=4,
                ),
            ),
            next_in_days=27,
            share=Share(),
        ),
    ),
)

ROSA_RECORD: Fields = {
    "areas": [
        {"area": "cheeks", "depth_mm": 1.5, "passes": 4},
        {"area": "jaw", "depth_mm": 1.0, "passes": 3},
    ],
    "device": "SkinPen Precision",
    "products": ["aftercare serum", "hyaluronic acid"],
    "numbing": "Lidocaine cream, 40 minutes",
    "end_point": "Even pink",
}

ROSA = DemoPatient(
    key="rosa",
    name="Rosa Alvarez",
    label="Rosa, week 5",
    cues=("red", "darker", "swollen"),
    face=faces.ROSA,
    treatments=(
        DemoTreatment(
            hours_ago=72 * 24,
            sheet="serum-week",
            record=ROSA_RECORD | {"products": ["retinol serum", "hyaluronic acid"]},
            checks=(
                Check(5, {"scores": {"redness": 4, "tightness": 3}}, angles=("front",), flush=1.0),
                Check(29, {"scores": {"redness": 3, "tightness": 2}}, angles=("front",), flush=0.85),
                Check(77, {"scores": {"redness": 2, "dryness": 2}}, angles=("front",), flush=0.55),
                Check(125, {"scores": {"redness": 1, "dryness": 2, "flaking": 2}}),
                Check(
                    197, {"scores": {"redness": 0, "dryness": 0, "flaking": 0}, "states": {"healed": True}}
                ),
            ),
        ),
        DemoTreatment(
            hours_ago=35 * 24 + 2,
            sheet="serum-week",
            record=ROSA_RECORD,
            checks=(
                Check(
                    5,
                    {"scores": {"redness": 3, "tightness": 2, "swelling": 1}},
                    angles=("front", "left", "right"),
                    flush=0.95,
                ),
                Check(
                    29,
                    {"scores": {"redness": 2, "tightness": 2, "dryness": 1}},
                    angles=("front",),
                    flush=0.65,
                ),
                Check(
                    53,
                    {"scores": {"redness": 1, "tightness": 0, "swelling": 0, "dryness": 2}},
                    angles=("front",),
                    flush=0.4,
                ),
                Check(
                    77,
                    {
                        "scores": {"redness": 1, "dryness": 2, "flaking": 1},
                        "activities": ["a walk, with a hat"],
                    },
                    angles=("front",),
                    flush=0.25,
                ),
                Check(101, {"scores": {"redness": 0, "dryness": 1, "flaking": 2}}),
                Check(
                    149,
                    {
                        "scores": {"redness": 0, "dryness": 0, "flaking": 0},
                        "states": {"healed": True, "shed": True},
                    },
                    angles=("front",),
                    flush=0.08,
                ),
                Check(
                    23 * 24,
                    {
                        "scores": {"redness": 0},
                        "note": "My skin feels smoother along the jaw.",
                        "question": "Could we go a little deeper on the jaw next time?",
                    },
                    angles=("front", "left", "right"),
                ),
            ),
            next_in_days=3,
            share=Share(),
            reply="Lovely to read, thank you! We will look at the jaw together on the day and decide then.",
        ),
    ),
)

TOM = DemoPatient(
    key="tom",
    name="Tom Fischer",
    label="Tom, not joined yet",
    joins=False,
    treatments=(
        DemoTreatment(
            hours_ago=1,
            sheet="natural-start",
            record={
                "areas": [{"area": "forehead", "depth_mm": 0.5}],
                "device": "Dermapen 4",
                "products": ["hyaluronic acid"],
            },
            next_in_days=28,
        ),
    ),
)

PEOPLE = (AMINA, JONAS, MEI, ROSA, TOM)
