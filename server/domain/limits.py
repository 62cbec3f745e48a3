"""Every limit of the product, each number once. `docs/limits.md` is this table as a page; a test keeps the two equal.

A `Limit` is an integer that says what it counts, per what, with which problem code it is refused, and which module
refuses it. An `Allowance` comes back with time. Ranges of measurements, such as scores and needle depths, are in
`vocabulary`. The lab and the process pools have limits of their own hardware: memory, processor time and pixels.

The numbers leave room for honest use. A patient who logs ten entries a day with 24 photos in all, every day of a
year, has 3,650 entries and 8,760 photos (about 5 GB as stored): a third of `ENTRIES_A_PERSON` and `PHOTOS_A_PERSON`.
One such day is a hundredth of `ENTRIES_A_DAY` and a fortieth of `PHOTOS_A_DAY`.
"""

from typing import Literal

from server.domain.errors import ProblemCode

Per = Literal[
    "request",
    "text",
    "document",
    "answer",
    "sheet",
    "entry",
    "photo",
    "record",
    "link",
    "person",
    "person and day",
    "clinic",
    "network",
]
"""What a limit is counted for. A day is the 24 hours before the request, by the server's clock."""


class Limit(int):
    """At most this many of `unit` for each `per`; one more is refused with `code` by the module `refused_in`."""

    name: str = ""
    unit: str
    per: Per
    code: ProblemCode
    refused_in: str

    def __new__(cls, number: int, unit: str, per: Per, code: ProblemCode, refused_in: str) -> "Limit":
        """Return the number with what it means."""
        limit = super().__new__(cls, number)
        limit.unit, limit.per, limit.code, limit.refused_in = unit, per, code, refused_in
        return limit

    def __getnewargs__(self) -> tuple[int, str, str, str, str]:  # type: ignore[override]  # int's has one
        """Return what a copy is made of: pydantic copies the schemas that hold limits."""
        return int(self), self.unit, self.per, self.code, self.refused_in


class Allowance(Limit):
    """At most this many within `seconds`. In memory, it comes back evenly; in the database, with each clock hour."""

    seconds: int
    one_at_a_time = False

    @classmethod
    def within(cls, seconds: int, number: int, unit: str, per: Literal["person", "network"]) -> "Allowance":
        """Return an allowance whose excess is answered with 429 and Retry-After."""
        where = "server.usecases.attempts" if seconds == HOUR else "server.api.allowances"
        allowance = cls(number, unit, per, "too-many-requests", where)
        allowance.seconds = seconds
        return allowance


HOUR = 3_600
DAY = 24 * HOUR
MEGABYTE = 1024 * 1024

# ── texts ─────────────────────────────────────────────────────────────────────────────────────────────────

MAX_NOTE = Limit(
    4_000, "characters of a note, a question or a reply", "text", "invalid", "server.shapes.base"
)
MAX_LINE = Limit(200, "characters of a one-line text", "text", "invalid", "server.shapes.base")
MAX_NAME = Limit(
    120, "characters of the name of a person or a clinic", "text", "invalid", "server.shapes.base"
)
MAX_PHONE = Limit(40, "characters of a telephone number", "text", "invalid", "server.shapes.base")
MAX_LINK_NAME = Limit(60, "characters of the name of a share link", "text", "invalid", "server.shapes.base")

# ── requests and answers ──────────────────────────────────────────────────────────────────────────────────

MAX_JSON_BYTES = Limit(256 * 1024, "bytes of JSON", "request", "too-large", "server.shapes.base")
MAX_SHEET_BYTES = Limit(
    2 * MEGABYTE, "bytes of a sheet with its text", "request", "too-large", "server.shapes.authoring"
)
MAX_ANNOTATION_BYTES = Limit(
    5 * MEGABYTE, "bytes of an annotation", "request", "annotation-too-large", "server.shapes.annotations"
)
MAX_PHOTO_BYTES = Limit(16 * MEGABYTE, "bytes of a photo", "request", "photo-too-large", "server.api.bodies")
MAX_SHAPE_FAULTS = Limit(20, "faults of a request", "answer", "invalid", "server.api.problems")
MAX_PAGE = Limit(50, "patients or queue rows", "answer", "invalid", "server.usecases.queue")
MAX_LOG_PAGE = Limit(
    150,
    "rows of the clinic's log, and the rest of the last look at a list",
    "answer",
    "invalid",
    "server.usecases.clinic_log",
)

# ── sheets ────────────────────────────────────────────────────────────────────────────────────────────────

MAX_RULES = Limit(400, "rules", "sheet", "sheet-faulty", "server.domain.sheets.parser")
MAX_RULE_LIST = Limit(
    60,
    "topics, conditions or other texts of one rule",
    "sheet",
    "sheet-faulty",
    "server.domain.sheets.fields",
)
MAX_OWN_TOPICS = Limit(200, "topics of its own", "sheet", "sheet-faulty", "server.domain.sheets.own_topics")
MAX_OWN_CONDITIONS = Limit(
    200, "conditions of its own", "sheet", "sheet-faulty", "server.domain.sheets.own_topics"
)
MAX_SHEET_FAULTS = Limit(50, "faults", "answer", "sheet-faulty", "server.domain.sheets.model")
MAX_TOML = Limit(1_000_000, "characters of TOML", "request", "invalid", "server.shapes.authoring")
MAX_TOML_LINE = Limit(
    10_000, "characters in a line of TOML", "sheet", "sheet-faulty", "server.domain.sheets.toml"
)
MAX_TOML_DEPTH = Limit(32, "levels of a TOML name", "sheet", "sheet-faulty", "server.domain.sheets.toml")
MAX_TIME = Limit(200, "characters of a time", "sheet", "sheet-faulty", "server.domain.when.parser")
MAX_ORIGINAL = Limit(
    200_000, "characters of the text of a sheet", "request", "invalid", "server.shapes.originals"
)
MAX_ORIGINAL_SENTENCES = Limit(
    4_000, "sentences, as the author has split them", "request", "invalid", "server.shapes.originals"
)
MAX_READ_SENTENCES = Limit(
    2_000, "sentences that are read", "request", "text-too-long", "server.domain.sheet_import.parser"
)
MAX_ORIGINAL_PLACES = Limit(1_000, "places in one sentence", "request", "invalid", "server.shapes.originals")
MAX_PASTED = Limit(
    20_000, "characters of a sheet that a patient pastes", "request", "text-too-long", "server.shapes.pasted"
)
MAX_CLASH_PAIRS = Limit(
    4_000, "pairs of rules that contradict each other", "answer", "invalid", "server.domain.sheet_clashes"
)

# ── the diary ─────────────────────────────────────────────────────────────────────────────────────────────

MAX_LIST = Limit(
    40, "signs, products, activities or directed rules", "document", "invalid", "server.shapes.diary"
)
MAX_ACTS = Limit(10, "acts, or duties done", "entry", "invalid", "server.shapes.diary")
MAX_PHOTOS_PER_ENTRY = Limit(24, "photos", "entry", "too-many-photos", "server.usecases.photos")
MAX_STROKES = Limit(10_000, "strokes", "photo", "invalid", "server.shapes.annotations")
MAX_STROKE_POINTS = Limit(2_000, "points of one stroke", "photo", "invalid", "server.shapes.annotations")
ENTRIES_A_DAY = Limit(1_000, "new entries", "person and day", "too-many-today", "server.usecases.diary_room")
PHOTOS_A_DAY = Limit(1_000, "new photos", "person and day", "too-many-today", "server.usecases.diary_room")
ENTRIES_A_PERSON = Limit(12_000, "entries", "person", "diary-full", "server.usecases.diary_room")
PHOTOS_A_PERSON = Limit(24_000, "photos", "person", "photos-full", "server.usecases.diary_room")
PHOTO_BYTES_A_PERSON = Limit(
    30 * 1024 * MEGABYTE, "bytes of stored photos", "person", "photos-full", "server.usecases.diary_room"
)
VERSIONS_AN_ENTRY = Limit(500, "earlier versions", "entry", "too-many-versions", "server.usecases.diary_room")
TREATMENTS_A_DAY = Limit(
    10,
    "treatments that a patient starts alone",
    "person and day",
    "too-many-today",
    "server.usecases.treatments",
)
TREATMENTS_A_PERSON = Limit(
    200,
    "treatments that a patient starts alone",
    "person",
    "too-many-treatments",
    "server.usecases.treatments",
)
CHANGES_A_PAGE = Limit(
    200,
    "rows of one kind of a diary, and those of the last revision",
    "answer",
    "invalid",
    "server.usecases.diary",
)

# ── ways in, and what is shared ───────────────────────────────────────────────────────────────────────────

PASSKEYS_A_PERSON = Limit(20, "passkeys", "person", "too-many-passkeys", "server.usecases.registration")
RECOVERY_LINKS_A_PERSON = Limit(
    5,
    "open recovery links for immediate use",
    "person",
    "too-many-recovery-links",
    "server.usecases.invitations",
)
SUBSCRIPTIONS_A_PERSON = Limit(
    10, "devices that get push messages", "person", "too-many-subscriptions", "server.usecases.reminders"
)
MAX_SHARE_LINKS = Limit(10, "open share links", "person", "too-many-links", "server.usecases.share_links")
MAX_LINK_TREATMENTS = Limit(20, "treatments", "link", "invalid", "server.shapes.sharing")
MAX_WRONG_CODES = Limit(
    10, "wrong codes, then the link is locked", "link", "share-link-refused", "server.usecases.shared_diaries"
)
MAX_GRANT_DAYS = Limit(180, "days until a grant ends", "request", "grant-end", "server.domain.sharing")
MAX_SHARE_LINK_DAYS = Limit(
    30, "days until a share link ends", "request", "link-end", "server.domain.share_links"
)

# ── the clinic ────────────────────────────────────────────────────────────────────────────────────────────

MAX_BASELINE_PHOTOS = Limit(
    12, "baseline photos", "record", "too-many-photos", "server.usecases.baseline_photos"
)
MAX_DIRECTED_TOPICS = Limit(
    20, "topics, or conditions, of a directed rule", "document", "invalid", "server.shapes.records"
)
MAX_REPLY_TEMPLATES = Limit(
    50, "reply templates", "clinic", "too-many-templates", "server.usecases.reply_templates"
)
MAX_PRESETS = Limit(
    50, "treatment presets", "clinic", "too-many-presets", "server.usecases.treatment_presets"
)
MAX_OPENING_SPANS = Limit(
    28, "spans of the opening hours, four a day", "clinic", "invalid", "server.shapes.clinics"
)
MAX_REPLY_HOURS = Limit(
    168, "hours within which a clinic says that it replies", "clinic", "invalid", "server.shapes.clinics"
)
SHEETS_A_CLINIC = Limit(
    200, "sheets, counted by their keys", "clinic", "too-many-sheets", "server.usecases.authoring"
)
INVITATIONS_A_CLINIC = Limit(
    50, "open invitations into the team", "clinic", "too-many-invitations", "server.usecases.invitations"
)

# ── how often ─────────────────────────────────────────────────────────────────────────────────────────────

WRITES = Allowance.within(300, 600, "writes", "person")
PHOTO_INTAKE = Allowance.within(600, 150, "photos", "person")
SHEET_WORK = Allowance.within(60, 60, "checks, previews and imports of sheets, one at a time", "person")
SHEET_WORK.one_at_a_time = True
SHEET_WORK_WAITING = Limit(
    8, "requests of sheet work that wait", "person", "too-many-requests", "server.api.allowances"
)
COPIES = Allowance.within(600, 30, "exports and copies", "person")
CEREMONIES = Allowance.within(600, 30, "ceremonies and links", "person")
UNKNOWN_IDS = Allowance.within(600, 200, "ids that are not there for this person", "person")
SIGN_IN_STARTS = Allowance.within(
    600, 120, "ceremonies in the database; further ones are held in memory", "network"
)
REFUSED_SIGN_INS = Allowance.within(HOUR, 60, "failed sign-ins", "network")
WRONG_LINKS = Allowance.within(HOUR, 60, "unknown one-time links", "network")
NEW_PEOPLE = Allowance.within(HOUR, 120, "registrations without an invitation", "network")
SHARE_LINK_ATTEMPTS = Allowance.within(HOUR, 60, "attempts to open share links", "network")

TABLE: dict[str, Limit] = {name: value for name, value in list(globals().items()) if isinstance(value, Limit)}
"""All limits by their names, in the order above."""

for _name, _limit in TABLE.items():
    _limit.name = _name
