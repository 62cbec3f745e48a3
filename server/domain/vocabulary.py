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


class Place(StrEnum):
    """Where a close-up was taken: an area, and where on it. Left and right are the person's own."""

    FOREHEAD_LEFT = "forehead-left"
    FOREHEAD_MIDDLE = "forehead-middle"
    FOREHEAD_RIGHT = "forehead-right"
    EYES_LEFT = "eyes-left"
    EYES_RIGHT = "eyes-right"
    UNDER_EYE_LEFT = "under-eye-left"
    UNDER_EYE_RIGHT = "under-eye-right"
    NOSE = "nose"
    CHEEKS_LEFT = "cheeks-left"
    CHEEKS_RIGHT = "cheeks-right"
    UPPER_LIP = "upper-lip"
    CHIN = "chin"
    JAW_LEFT = "jaw-left"
    JAW_RIGHT = "jaw-right"
    NECK_LEFT = "neck-left"
    NECK_MIDDLE = "neck-middle"
    NECK_RIGHT = "neck-right"
    DECOLLETE_LEFT = "decollete-left"
    DECOLLETE_MIDDLE = "decollete-middle"
    DECOLLETE_RIGHT = "decollete-right"
    SCALP_FRONT = "scalp-front"
    SCALP_TOP = "scalp-top"
    SCALP_LEFT = "scalp-left"
    SCALP_RIGHT = "scalp-right"
    SCALP_BACK = "scalp-back"
    HANDS_LEFT = "hands-left"
    HANDS_RIGHT = "hands-right"
    BODY_LEFT_ARM = "body-left-arm"
    BODY_RIGHT_ARM = "body-right-arm"
    BODY_BELLY = "body-belly"
    BODY_BACK = "body-back"
    BODY_LEFT_LEG = "body-left-leg"
    BODY_RIGHT_LEG = "body-right-leg"

    @property
    def area(self) -> Area:
        """Return the area that the place is on; its name begins with it."""
        return max((area for area in Area if f"{self.value}-".startswith(f"{area.value}-")), key=len)


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
    LINK_LOCKED = "link-locked"  # somebody has entered too many wrong codes for a share link
    RECORD_CHANGED = (
        "record-changed"  # the clinic has corrected time or sheet of a treatment, or withdrawn it
    )
    HANDOVER = "handover"  # another practitioner has taken over: is the diary to be shared with them?
    NEW_FINDING = "new-finding"  # from here on, to practitioners: a diary shows what the sheet asks to report
    NEW_QUESTION = "new-question"
    REPLY_OVERDUE = "reply-overdue"  # the clinic's reply time has passed: who else could answer?
    NEW_SHARE = "new-share"
    COMING_SESSIONS = "coming-sessions"  # on the eve of a day with sessions


ALWAYS_SENT = frozenset({ReminderKind.NEW_DEVICE, ReminderKind.CORRECTION, ReminderKind.LINK_LOCKED})
"""Sent at any hour, regardless of preferences: somebody else at the door, or a sheet that was wrong, cannot wait."""
NEVER_SWITCHED_OFF = ALWAYS_SENT | {ReminderKind.RECORD_CHANGED, ReminderKind.HANDOVER}
"""Sent regardless of the kinds that a person has chosen."""
PRACTITIONER_KINDS = frozenset(
    {
        ReminderKind.NEW_FINDING,
        ReminderKind.NEW_QUESTION,
        ReminderKind.REPLY_OVERDUE,
        ReminderKind.NEW_SHARE,
        ReminderKind.COMING_SESSIONS,
    }
)
"""Sent to practitioners only. They get no other kinds but those that are always sent."""


class AccessKind(StrEnum):
    """What an access record is about."""

    DIARY = "diary"  # the review of a treatment was opened
    PHOTOS = "photos"
    EXPORT = "export"  # a copy was taken, as PDF or as CSV
    QUEUE = "queue"  # the patient was seen in a list, with what the diary shows there
    LOCKED = "locked"  # nobody read anything: too many wrong codes have locked a share link


MAX_SCORE = 4
"""The highest score of a symptom; 0 is "none"."""
MIN_EYE_DISTANCE = 0.02
"""Between the two eyes that are marked in a photo, as a fraction of its width and height."""
MIN_DEPTH_MM = 0.1
MAX_DEPTH_MM = 3.0
MAX_PASSES = 20
MAX_CLOCK_OFFSET_MS = 10 * 366 * 86_400_000
"""The maximum difference between a phone's clock and the server's, in milliseconds: ten years."""
