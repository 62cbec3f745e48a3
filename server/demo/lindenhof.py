"""More patients of Studio Lindenhof. They follow built-in sheets; nobody gets a link to their accounts."""

from server.demo import faces
from server.demo.applied import CHEEKS, FULL_FACE, SCARS, session
from server.demo.story import EVERY_DAY, Course, DemoPatient, Share

SETTLED_LATE = Course(
    days=(0, 1, 2, 3, 5, 6, 8, 10),
    events={
        0: {"scores": {"itching": 0}},
        5: {"scores": {"redness": 2, "itching": 2}, "note": "Red again since this morning, and itchy."},
        8: {"scores": {"redness": 1, "itching": 1}},
        10: {"scores": {"redness": 0, "itching": 0}, "note": "All gone."},
    },
)

LINDENHOF_PATIENTS = (
    DemoPatient(
        key="helena",
        name="Helena Novak",
        birth_year=1979,
        face=faces.CLARA,
        treatments=(
            session(102, 10, "step-by-step", CHEEKS, course=Course(photo_days=(1,))),
            session(70, 10, "step-by-step", CHEEKS, course=Course(photo_days=(1,))),
            session(
                35,
                11,
                "step-by-step",
                CHEEKS,
                course=Course(
                    photo_days=(0, 1, 3, 7),
                    events={14: {"note": "My skin looks so much more even than in summer."}},
                ),
                next_in_days=0,
                share=Share(from_day=2),
            ),
        ),
    ),
    DemoPatient(
        key="priya",
        name="Priya Nair",
        cues=("darker", "warm"),
        treatments=(
            session(
                8,
                15,
                "seven-days",
                SCARS,
                course=Course(
                    days=EVERY_DAY,
                    events={
                        1: {"scores": {"swelling": 4}, "note": "My cheeks are puffy."},
                        2: {"scores": {"swelling": 2}},
                        3: {"scores": {"tenderness": 2, "swelling": 0}},
                        5: {"scores": {"tenderness": 2}, "products": ["paracetamol"]},
                        6: {"scores": {"tenderness": 1}},
                    },
                ),
                next_in_days=24,
                share=Share(from_day=3),
            ),
        ),
    ),
    DemoPatient(
        key="grace",
        name="Grace Okafor",
        cues=("darker", "tight"),
        treatments=(
            session(12, 9, "step-by-step", FULL_FACE, course=Course(days=EVERY_DAY), share=Share(from_day=1)),
        ),
    ),
    DemoPatient(
        key="liam",
        name="Liam Byrne",
        treatments=(
            session(
                33,
                16,
                "serum-week",
                FULL_FACE,
                course=Course(events={2: {"activities": ["a walk in the shade"]}}),
                next_in_days=4,
                share=Share(from_day=1),
            ),
        ),
    ),
    DemoPatient(
        key="sofia",
        name="Sofia Marino",
        treatments=(
            session(
                5,
                13,
                "natural-start",
                CHEEKS,
                course=Course(
                    days=(0, 1, 2, 3, 4),
                    events={4: {"signs": [{"sign": "open-skin", "area": "jaw"}], "note": "I scratched it."}},
                ),
                next_in_days=37,
                share=Share(from_day=1),
                reviewed_days_ago=0,
            ),
        ),
    ),
    DemoPatient(
        key="daniel",
        name="Daniel Weiss",
        treatments=(
            session(
                14, 14, "seven-days", FULL_FACE, course=Course(days=(0, 1, 2)), share=Share(from_day=0.2)
            ),
        ),
    ),
    DemoPatient(
        key="emma",
        name="Emma Clarke",
        treatments=(
            session(
                30,
                10,
                "step-by-step",
                FULL_FACE,
                course=Course(events={3: {"question": "Is light peeling on day 3 what you expect?"}}),
                share=Share(from_day=1, ended_on_day=15),
                reply="Yes, your sheet names days 3 to 8 for that.",
                reviewed_days_ago=26,
            ),
        ),
    ),
    DemoPatient(
        key="noah",
        name="Noah Patel",
        cues=("darker",),
        treatments=(
            session(
                20, 11, "healed-first", CHEEKS, course=Course(), share=Share(from_day=1, revoked=True)
            ),
        ),
    ),
    DemoPatient(
        key="chloe",
        name="Chloe Martin",
        joins=False,
        treatments=(session(18, 15, "natural-start", FULL_FACE, next_in_days=20),),
    ),
    DemoPatient(
        key="yusuf",
        name="Yusuf Demir",
        number="207",
        treatments=(
            session(
                46,
                9,
                "serum-week",
                SCARS | {"products": ["vitamin C serum 10 %"]},
                corrected={"products": ["aftercare serum"], "note": "The vitamin C serum was not used."},
                course=Course(),
            ),
        ),
    ),
    DemoPatient(
        key="ava",
        name="Ava Thompson",
        treatments=(
            session(25, 14, "step-by-step", CHEEKS, withdrawn="Entered twice"),
            session(25, 15, "step-by-step", CHEEKS, course=Course(), next_in_days=12),
        ),
    ),
    DemoPatient(
        key="oskar",
        name="Oskar Lind",
        language="de",
        recorded_by="petra",
        treatments=(
            session(64, 13, "healed-first", FULL_FACE, course=Course(days=(0, 1, 2, 4, 7))),
            session(
                27,
                13,
                "healed-first",
                FULL_FACE,
                course=Course(days=(0, 1, 2, 4, 7)),
                next_in_days=18,
                share=Share(from_day=1),
            ),
        ),
    ),
    DemoPatient(
        key="maya",
        name="Maya Cohen",
        recorded_by="nils",
        treatments=(
            session(
                6,
                10,
                "step-by-step",
                CHEEKS,
                course=Course(
                    days=EVERY_DAY,
                    events={
                        1: {"activities": ["gym"], "products": ["foundation"]},
                        3: {"products": ["retinol cream"], "question": "I used my retinol cream. Is that bad?"},
                    },
                ),
                next_in_days=29,
                share=Share(from_day=2),
            ),
        ),
    ),
    DemoPatient(
        key="ruth",
        name="Ruth Adler",
        recorded_by="nils",
        birth_year=1961,
        treatments=(
            session(
                60,
                11,
                "seven-days",
                SCARS,
                course=SETTLED_LATE,
                share=Share(from_day=1, ended_on_day=40),
                reply="Thank you for writing. Please show us your skin tomorrow, before ten.",
                reviewed_days_ago=54,
            ),
            session(19, 11, "seven-days", FULL_FACE, course=Course(), next_in_days=16, share=Share(from_day=1)),
        ),
    ),
    DemoPatient(
        key="ben",
        name="Ben Carter",
        recorded_by="nils",
        treatments=(session(4, 16, "natural-start", FULL_FACE, course=Course(days=(0, 1, 2, 3))),),
    ),
)  # fmt: skip
