"""The closed vocabularies and limits of the product, defined once for code, API, tests and screens.

`afterglow vocabulary` generates pwa/src/domain/vocabulary.ts from this file.
"""

from enum import StrEnum


class Verb(StrEnum):
    """What a rule of a sheet asks for."""

    AVOID = "avoid"
    ONLY = "only"  # nothing else of its family
    ALLOW = "allow"
    DO = "do"
    EXPECT = "expect"
    CALL = "call"  # contact the practitioner
    REPEAT = "repeat"  # when to have the next treatment


class Symptom(StrEnum):
    """Scored from 0 to `MAX_SCORE`: none, very mild, mild, moderate, severe."""

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
    """Present or absent, with an area; never scored."""

    PUSTULES = "pustules"
    OOZING = "oozing"
    OPEN_SKIN = "open-skin"
    FEVER = "fever"
    UNEXPECTED_REACTION = "unexpected-reaction"


class SkinState(StrEnum):
    """A state that only the patient can confirm; `shed` means that flaking is over."""

    HEALED = "healed"
    CALM = "calm"
    SHED = "shed"


class Area(StrEnum):
    """A part of the face or body."""

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
    """The side from which a photo was taken; a close-up also names its area."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    CLOSE_UP = "close-up"


class SkinCue(StrEnum):
    """How a patient's skin shows irritation, in the patient's words."""

    RED = "red"
    DARKER = "darker"
    PURPLE = "purple"
    WARM = "warm"
    TIGHT = "tight"
    SWOLLEN = "swollen"


class TreatmentKind(StrEnum):
    """What kind of treatment a record describes; the sheet names it."""

    NEEDLING = "needling"
    PEEL = "peel"
    LASER = "laser"  # including light
    INJECTION = "injection"
    OTHER = "other"


class Role(StrEnum):
    PATIENT = "patient"
    PRACTITIONER = "practitioner"


class MembershipRole(StrEnum):
    PRACTITIONER = "practitioner"
    OWNER = "owner"


class ErasedKind(StrEnum):
    """What a person can erase. A device is erased together with the account that it is signed in to."""

    ENTRY = "entry"
    PHOTO = "photo"
    TREATMENT = "treatment"
    ACCOUNT = "account"
    DEVICE = "device"


class ReminderKind(StrEnum):
    """What a person can be reminded of."""

    MILESTONE = "milestone"
    CHECK_IN = "check-in"
    NEXT_TREATMENT = "next-treatment"
    REPLY = "reply"
    SHARE = "share"
    NEW_DEVICE = "new-device"  # a new device has signed in
    CORRECTION = "correction"  # the clinic has published a safety correction of the sheet


ALWAYS_SENT = frozenset({ReminderKind.NEW_DEVICE, ReminderKind.CORRECTION})
"""Sent at any hour, regardless of preferences: a sign-in by someone else, or a sheet that was wrong, cannot wait."""


MAX_SCORE = 4
"""The highest score of a symptom; 0 is "none"."""
MAX_NOTE = 4_000
"""The maximum number of characters in a note, a question or a reply."""
MAX_LINE = 200
"""The maximum number of characters in a one-line text."""
MAX_NAME = 120
"""The maximum number of characters in the name of a person or a clinic."""
MAX_LIST = 40
"""The maximum number of signs, products, activities or directed rules in one document."""
MAX_ACTS = 10
"""The maximum number of acts in one entry."""
MAX_PHOTOS_PER_ENTRY = 24
MAX_PHOTO_BYTES = 16 * 1024 * 1024
MAX_GRANT_DAYS = 180
"""The maximum number of days from now until a grant ends."""
MIN_DEPTH_MM = 0.1
MAX_DEPTH_MM = 3.0
MAX_PASSES = 20
MAX_CLOCK_OFFSET_MS = 10 * 366 * 86_400_000
"""The maximum difference between a phone's clock and the server's, in milliseconds: ten years."""
