"""Cases for tests/golden_course.py: one for each sentence on assessment in the care protocol."""

from server.domain.diary import Logged
from server.domain.timeline import Timeline
from server.domain.vocabulary import Area, Sign, SkinState
from tests.domain.small_sheet import entry, rule, timeline

DAY = 24
MILD_TO_MODERATE = rule("first-days", "expect", "redness", "warmth", until="2-3d", up_to="moderate")
FALLING = rule("falling", "expect", "swelling", until="3d", trend="falling")
ENDLESS = timeline(
    rule("swelling", "expect", "swelling", "bruising"),
    rule("redness", "expect", "redness"),
    rule("persists", "call", "swelling", "bruising", from_="?"),
    rule("serum", "do", "moisturizer", until="1w"),
)
HEALED = timeline(rule("make-up", "allow", "make-up", from_="48h & healed"))

COURSE_CASES: dict[str, tuple[Timeline, list[Logged]]] = {
    "stronger than the sheet describes": (
        timeline(MILD_TO_MODERATE),
        [entry(5, redness=1), entry(16, redness=2), entry(28, redness=3), entry(40, redness=4)],
    ),
    "the strongest of several descriptions counts": (
        timeline(rule("pink", "expect", "redness", until="24h", up_to="mild"), MILD_TO_MODERATE),
        [entry(5, redness=3), entry(10, redness=4)],
    ),
    "a rise of 2 since the day before, while the sheet says that it falls": (
        timeline(FALLING),
        [entry(5, swelling=1), entry(20, swelling=3)],
    ),
    "a rise on two days running, while the sheet says that it falls": (
        timeline(FALLING),
        [entry(2, swelling=1), entry(20, swelling=2), entry(44, swelling=3)],
    ),
    "a rise within a day, and one that the sheet does not contradict": (
        timeline(FALLING, rule("flush", "expect", "redness", until="3d")),
        [entry(1, swelling=1, redness=0), entry(5, swelling=3, redness=1), entry(20, redness=4)],
    ),
    "an expectation without an end ends with the course; a call without a number then applies": (
        ENDLESS,
        [entry(6 * DAY, swelling=4), entry(7 * DAY, swelling=4), entry(30 * DAY, swelling=4, redness=4)],
    ),
    "beyond the course without a call it is an observation, and only if it is more than very mild": (
        ENDLESS,
        [entry(6 * DAY, redness=4), entry(8 * DAY, redness=1), entry(30 * DAY, redness=4)],
    ),
    "a late onset beyond a course without end": (
        ENDLESS,
        [entry(5, redness=0), entry(8 * DAY, redness=1)],
    ),
    "the rule whose window was just passed is cited, not the last in the file": (
        timeline(
            rule("days", "expect", "tenderness", until="2-3d"),
            rule("overnight", "expect", "tenderness", until="morning+1"),
        ),
        [entry(100, tenderness=1)],
    ),
    "a window that the patient's report ended counts from that report": (
        timeline(
            rule("until-healed", "expect", "tenderness", until="healed"),
            rule("a-day", "expect", "tenderness", until="24h"),
        ),
        [entry(30, states={SkinState.HEALED: True}), entry(50, tenderness=1)],
    ),
    "half of it or less, then at least 2 above that low": (
        timeline(rule("flush", "expect", "redness", until="7d")),
        [entry(1, redness=2), entry(20, redness=1), entry(30, redness=1), entry(40, redness=4)],
    ),
    "no rebound without a peak of 2, a fall by half, or a rise of 2": (
        timeline(rule("flush", "expect", "redness", "itching", "tenderness", until="7d")),
        [
            entry(1, redness=1, itching=3, tenderness=4),
            entry(20, redness=0, itching=2, tenderness=2),
            entry(40, redness=3, itching=4, tenderness=3),
        ],
    ),
    "a cue that an entry leaves out has not fallen": (
        timeline(rule("flush", "expect", "redness", "warmth", until="7d")),
        [entry(1, redness=3), entry(20, warmth=0), entry(40, redness=3)],
    ),
    "a sign that no rule names is an observation": (
        timeline(rule("unexpected", "call", "unexpected-reaction")),
        [entry(40, Sign.FEVER), entry(50, Sign.UNEXPECTED_REACTION)],
    ),
    "a sign past its window, one before it, and one with a call that is not due": (
        timeline(
            rule("weeping", "expect", "oozing", until="12h"),
            rule("open", "expect", "open-skin", from_="D3"),
            rule("spots", "call", "pustules", from_="3d"),
        ),
        [entry(20, Sign.OOZING, Sign.OPEN_SKIN, Sign.PUSTULES), entry(80, Sign.PUSTULES)],
    ),
    "a sign at two areas, gone at both": (
        timeline(rule("spots", "call", "pustules")),
        [
            entry(20, Sign.PUSTULES, area=Area.CHIN),
            entry(30, Sign.PUSTULES, area=Area.NOSE, gone=(Sign.PUSTULES,)),
            entry(40, redness=1),
            entry(50, gone=(Sign.PUSTULES,)),
            entry(60, Sign.PUSTULES, area=Area.CHIN),
        ],
    ),
    "reasons about one thing are one finding until it is gone": (
        timeline(MILD_TO_MODERATE, rule("call", "call", "irritation", from_="3d")),
        [entry(10, redness=4), entry(60, warmth=1), entry(80, warmth=2), entry(90, redness=0, warmth=0)],
    ),
    "a finding that is gone and comes back is another one": (
        timeline(rule("flush", "expect", "redness", until="24h")),
        [entry(30, redness=2), entry(40, redness=0), entry(60, redness=1)],
    ),
    "a reply answers a finding; the same reason does not raise it again, a new one does": (
        timeline(MILD_TO_MODERATE, rule("call", "call", "irritation", from_="4d")),
        [entry(50, redness=4), entry(65, redness=4), entry(74, redness=2), entry(100, redness=2)],
    ),
    "a call about what is rising": (
        timeline(rule("worse", "call", "swelling", from_="1d", trend="rising")),
        [entry(20, swelling=2), entry(30, swelling=2), entry(40, swelling=3)],
    ),
    "a confirmation that comes too early does not count, one that is repeated in time does": (
        HEALED,
        [
            entry(10, states={SkinState.HEALED: True, SkinState.CALM: True}),
            entry(47, states={SkinState.HEALED: True, SkinState.SHED: True}),
            entry(49, states={SkinState.HEALED: True, SkinState.CALM: True}),
            entry(60, states={SkinState.HEALED: True}),
        ],
    ),
    "open or irritated skin denies healed and calm until they are confirmed again": (
        HEALED,
        [
            entry(50, states={SkinState.HEALED: True, SkinState.CALM: True}),
            entry(60, tenderness=2, states={SkinState.HEALED: True}),
            entry(70, tenderness=0),
            entry(80, states={SkinState.CALM: True}),
        ],
    ),
    "acts have moments, and the last report counts": (
        HEALED,
        [entry(5, acts=("home", "wash")), entry(20, acts=("wash",)), entry(30, redness=0, darkening=1)],
    ),
    "a product is used up from the first report on": (
        timeline(
            rule("cream", "do", "moisturizer", until="7d / used-up(cream)"),
            rule("next-cream", "do", "night-cream", from_="used-up(cream)+1d"),
        ),
        [entry(60, acts=("used-up(cream)", "wash")), entry(90, acts=("used-up(cream)", "wash"))],
    ),
    "the end of the course leaves out sessions, results and missing numbers": (
        timeline(
            rule("never-under", "avoid", "microneedling", until="S+3w"),
            rule("repeat", "repeat", "microneedling", from_="4w"),
            rule("collagen", "expect", "glow", until="12mo"),
            rule("bath", "avoid", "bath", until="?"),
            rule("cream", "do", "moisturizer", until="7d / used-up(cream)"),
            rule("calm", "allow", "serum", from_="5d & calm / 6d"),
        ),
        [],
    ),
}
