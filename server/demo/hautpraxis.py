"""The patients of the Hautpraxis am Markt. They follow its own German sheet."""

from typing import Any

from server.demo import faces
from server.demo.applied import GESICHT, NARBEN, WANGEN, session
from server.demo.story import EVERY_DAY, Course, DemoPatient, DemoTreatment, Fields, Share

SHEET = "hautpraxis"


def _visit(days_ago: int, at_hour: int, record: Fields, **more: Any) -> DemoTreatment:
    return session(days_ago, at_hour, SHEET, record, **more)


def _patient(key: str, name: str, *treatments: DemoTreatment, **more: Any) -> DemoPatient:
    fields = {"language": "de", "recorded_by": "vogt"} | more
    return DemoPatient(key=f"h-{key}", name=name, clinic="hautpraxis", treatments=treatments, **fields)


def _days(*days: int, **events: Fields) -> Course:
    """Return a course with check-ins on these days. `events` are by day: `day_3={...}`."""
    return Course(days=days, events={int(name.removeprefix("day_")): each for name, each in events.items()})


HAUTPRAXIS_PATIENTS = (
    _patient(
        "lena",
        "Lena Brandt",
        _visit(
            4,
            14,
            GESICHT,
            course=Course(
                days=EVERY_DAY,
                photo_days=(0, 1, 2, 3),
                events={
                    1: {"products": ["Hyaluron-Serum"], "note": "Spannt noch ein bisschen."},
                    2: {"activities": ["Spaziergang"]},
                    3: {"question": "Darf ich am Wochenende wieder in die Sauna?"},
                },
            ),
            next_in_days=31,
            share=Share(from_day=1),
        ),
        label="Lena, erste Woche",
        face=faces.LENA,
    ),
    _patient(
        "sabine",
        "Sabine Krause",
        _visit(108, 9, WANGEN, course=Course(), share=Share(from_day=1, ended_on_day=25)),
        _visit(76, 9, WANGEN, course=Course(photo_days=(1,)), share=Share(from_day=1, ended_on_day=25)),
        _visit(43, 10, WANGEN, course=Course(photo_days=(1,)), share=Share(from_day=1)),
        _visit(
            9,
            10,
            NARBEN,
            course=Course(
                days=EVERY_DAY,
                photo_days=(1, 4),
                spot_days=(4,),
                events={
                    4: {
                        "signs": [{"sign": "pustules", "area": "chin"}],
                        "note": "Kleine Pickel am Kinn, seit heute früh.",
                    },
                },
            ),
            share=Share(from_day=1),
        ),
        face=faces.FATMA,
        birth_year=1972,
        number="1004",
    ),
    _patient(
        "anna-1021",
        "Anna Schmidt",
        _visit(12, 11, GESICHT, course=Course(), next_in_days=23, share=Share(from_day=1)),
        number="1021",
        birth_year=1984,
    ),
    _patient(
        "anna-1188",
        "Anna Schmidt",
        _visit(10, 15, WANGEN, course=Course(days=(0, 1, 2))),
        number="1188",
        birth_year=1997,
    ),
    _patient(
        "fatma",
        "Fatma Yıldız",
        _visit(
            7,
            16,
            GESICHT,
            course=_days(
                0, 1, 2, 3, 4, 5, 6,
                day_0={"scores": {"swelling": 0}},
                day_5={"scores": {"swelling": 2}, "note": "Plötzlich geschwollen unter den Augen."},
                day_6={"scores": {"swelling": 2}},
            ),
            next_in_days=28,
            share=Share(from_day=2),
        ),
    ),
    _patient(
        "kwame",
        "Kwame Mensah",
        _visit(
            16,
            13,
            NARBEN,
            course=Course(
                days=(0, 1, 2, 3, 4, 5, 7, 9, 11, 13),
                photo_days=(0, 3),
                events={
                    1: {"scores": {"darkening": 2}},
                    2: {"scores": {"darkening": 1}},
                    3: {
                        "scores": {"darkening": 3},
                        "question": "Seit dem Sport ist die Haut wieder dunkler. Ist das schlimm?",
                        "activities": ["Fitnessstudio"],
                    },
                    5: {"scores": {"darkening": 1}},
                    7: {"scores": {"darkening": 0}},
                },
            ),
            next_in_days=20,
            share=Share(from_day=1),
            reply="Danke, dass Sie schreiben. Bitte lassen Sie den Sport noch und rufen Sie uns morgen an.",
            reviewed_days_ago=12,
        ),
        face=faces.KWAME,
        cues=("darker", "warm"),
    ),
    _patient(
        "greta",
        "Greta Lehmann",
        _visit(
            8,
            9,
            WANGEN,
            course=_days(
                0, 1, 2, 3, 4, 5, 6, 7,
                day_3={"scores": {"redness": 2}},
                day_5={"scores": {"redness": 1}},
            ),
            next_in_days=27,
            share=Share(from_day=2),
        ),
        birth_year=1958,
    ),
    _patient(
        "paul",
        "Paul Hartmann",
        _visit(
            5,
            11,
            GESICHT,
            course=_days(
                0, 1, 2, 3, 4,
                day_0={"scores": {"warmth": 1}},
                day_1={"scores": {"warmth": 2}},
                day_2={"scores": {"warmth": 3}, "activities": ["Joggen"]},
                day_3={"scores": {"warmth": 1}},
                day_4={"scores": {"warmth": 0}},
            ),
            share=Share(photos=False, from_day=1),
        ),
    ),
    _patient(
        "ingrid",
        "Ingrid Bauer",
        _visit(
            3,
            10,
            NARBEN,
            course=_days(
                0, 1, 2,
                day_0={"scores": {"redness": 4, "swelling": 3}},
                day_1={"scores": {"redness": 3}, "note": "Heute schon besser."},
                day_2={"scores": {"redness": 2, "swelling": 1}},
            ),
            next_in_days=35,
            share=Share(from_day=0.3),
        ),
        recorded_by="jana",
        birth_year=1949,
    ),
    _patient(
        "miriam",
        "Miriam Stein",
        _visit(
            9,
            14,
            GESICHT,
            course=_days(
                0, 1, 2, 3, 5, 7,
                day_5={"scores": {"tightness": 2}, "products": ["Feuchtigkeitscreme"]},
                day_7={"scores": {"tightness": 1}},
            ),
            next_in_days=26,
            share=Share(from_day=3),
            reviewed_days_ago=0,
        ),
    ),
    _patient(
        "tobias",
        "Tobias Kern",
        _visit(
            22,
            15,
            WANGEN,
            course=_days(
                0, 1, 3, 4, 6, 9,
                day_4={"signs": [{"sign": "open-skin", "area": "jaw"}], "note": "Beim Rasieren geschnitten."},
                day_9={"signs_gone": ["open-skin"]},
            ),
            share=Share(from_day=1),
        ),
        recorded_by="jana",
    ),
    _patient(
        "julia",
        "Julia Vogel",
        _visit(71, 10, GESICHT, course=Course()),
        _visit(36, 10, GESICHT, course=Course(), next_in_days=0, share=Share(from_day=20)),
        birth_year=1990,
    ),
    _patient(
        "nadine",
        "Nadine Fuchs",
        _visit(31, 16, WANGEN, course=Course(), next_in_days=3, share=Share(from_day=1)),
    ),
    _patient(
        "markus",
        "Markus Braun",
        _visit(
            11,
            9,
            GESICHT,
            course=_days(
                0, 1, 2, 3, 5, 8,
                day_1={"activities": ["Sauna"], "products": ["Make-up"]},
                day_3={"products": ["Retinolcreme"]},
                day_5={"activities": ["Schwimmbad"]},
            ),
            next_in_days=24,
            share=Share(from_day=1),
        ),
        recorded_by="jana",
    ),
    _patient("elif", "Elif Kaya", _visit(17, 13, WANGEN, course=_days(0, 1), share=Share(from_day=0.5))),
    _patient(
        "hannah",
        "Hannah Wolf",
        _visit(52, 11, GESICHT, course=Course(), share=Share(from_day=1, ended_on_day=30)),
    ),
    _patient("peter", "Peter Jansen", _visit(13, 10, NARBEN, next_in_days=22), joins=False, birth_year=1966),
    _patient(
        "sophie",
        "Sophie Keller",
        _visit(
            15,
            14,
            GESICHT,
            corrected={"areas": [{"area": "full-face", "depth_mm": 0.75, "passes": 2}]},
            course=Course(),
            next_in_days=19,
            share=Share(from_day=1),
        ),
    ),
    _patient(
        "renate", "Renate Schulz", _visit(29, 9, WANGEN, withdrawn="Falscher Tag eingetragen"), joins=False
    ),
    _patient(
        "emily",
        "Emily Walker",
        _visit(
            2,
            15,
            WANGEN,
            course=_days(0, 1, day_1={"note": "My translation app helps with the sheet."}),
            next_in_days=33,
            share=Share(from_day=0.2),
        ),
        recorded_by="jana",
        language="en",
    ),
)  # fmt: skip
