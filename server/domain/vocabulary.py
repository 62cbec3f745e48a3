"""The words of the trade, once: code, API, tests and screens use these and no others."""

from enum import StrEnum


class Verb(StrEnum):
    """What a rule of a sheet asks for."""

    AVOID = "avoid"
    ONLY = "only"  # nothing else of its family
    ALLOW = "allow"
    DO = "do"
    EXPECT = "expect"
    CALL = "call"  # tell the practitioner
    REPEAT = "repeat"  # sessions


class Symptom(StrEnum):
    """Scored 0-4: none, slight, mild, moderate, severe."""

    REDNESS = "redness"
    DARKENING = "darkening"  # the cue for darker skin: darker or purple where others turn red
    WARMTH = "warmth"
    SWELLING = "swelling"
    TIGHTNESS = "tightness"
    TENDERNESS = "tenderness"
    ITCHING = "itching"
    DRYNESS = "dryness"
    FLAKING = "flaking"
    BRUISING = "bruising"


class Sign(StrEnum):
    """Seen or not seen, with a area: never a severity."""

    PUSTULES = "pustules"
    OOZING = "oozing"
    OPEN_SKIN = "open-skin"
    FEVER = "fever"
    UNEXPECTED_REACTION = "unexpected-reaction"


class SkinState(StrEnum):
    """States that only the patient can tell."""

    HEALED = "healed"
    CALM = "calm"
    SHED = "shed"  # flaking is over


class Area(StrEnum):
    """Where on the face or body."""

    FULL_FACE = "full-face"
    FOREHEAD = "forehead"
    UNDER_EYE = "under-eye"
    EYES = "eyes"
    NOSE = "nose"
    CHEEKS = "cheeks"
    UPPER_LIP = "upper-lip"
    CHIN = "chin"
    JAW = "jaw"
    NECK = "neck"
    DECOLLETE = "decollete"
    SCALP = "scalp"
    HANDS = "hands"
    BODY = "body"


class Angle(StrEnum):
    """The angle of a photo; with `TIME_ZONE` the photo names its area."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    CLOSE_UP = "close-up"


class Role(StrEnum):
    PATIENT = "patient"
    PRACTITIONER = "practitioner"


MAX_CLOCK_OFFSET_MS = 10 * 366 * 86_400_000
"""Milliseconds between a phone's clock and the server's, in either direction: ten years."""


class MembershipRole(StrEnum):
    PRACTITIONER = "practitioner"
    OWNER = "owner"


class ReminderKind(StrEnum):
    MILESTONE = "milestone"
    CHECK_IN = "check-in"
    NEXT_TREATMENT = "next-treatment"
    REPLY = "reply"
    SHARE = "share"
    NEW_DEVICE = "new-device"  # a new device was signed in


ALWAYS_TOLD = frozenset({ReminderKind.NEW_DEVICE})
"""Whatever a person wants to be reminded of, and at any hour: it may be the only sign that it was not them."""


MAX_SCORE = 4
MAX_NOTE = 4_000
"""Characters of a note, a question or a reply."""
