/**
 * The closed vocabularies and limits of the product.
 *
 * Generated from server/domain/vocabulary.py and server/domain/limits.py by `make client`: do not edit.
 */

/** What a rule of a sheet asks for. */
export const VERBS = [
  "avoid",
  "only",
  "allow",
  "do",
  "expect",
  "call",
  "repeat",
] as const;
export type Verb = (typeof VERBS)[number];

/** Scored from 0 to 4: none, very mild, mild, moderate, severe. */
export const SYMPTOMS = [
  "redness",
  "darkening",
  "warmth",
  "swelling",
  "tightness",
  "tenderness",
  "itching",
  "dryness",
  "flaking",
  "bruising",
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** Present or absent, with an area; never scored. */
export const SIGNS = [
  "pustules",
  "oozing",
  "open-skin",
  "fever",
  "unexpected-reaction",
] as const;
export type Sign = (typeof SIGNS)[number];

/** A state that only the patient can confirm; `shed` means that flaking is over. */
export const SKIN_STATES = [
  "healed",
  "calm",
  "shed",
] as const;
export type SkinState = (typeof SKIN_STATES)[number];

/** A part of the face or body. */
export const AREAS = [
  "full-face",
  "forehead",
  "under-eye",
  "eyes",
  "nose",
  "cheeks",
  "upper-lip",
  "chin",
  "jaw",
  "neck",
  "decollete",
  "scalp",
  "hands",
  "body",
] as const;
export type Area = (typeof AREAS)[number];

/** Where a close-up was taken: an area, and where on it. Left and right are the person's own. */
export const PLACES = [
  "forehead-left",
  "forehead-middle",
  "forehead-right",
  "eyes-left",
  "eyes-right",
  "under-eye-left",
  "under-eye-right",
  "nose",
  "cheeks-left",
  "cheeks-right",
  "upper-lip",
  "chin",
  "jaw-left",
  "jaw-right",
  "neck-left",
  "neck-middle",
  "neck-right",
  "decollete-left",
  "decollete-middle",
  "decollete-right",
  "scalp-front",
  "scalp-top",
  "scalp-left",
  "scalp-right",
  "scalp-back",
  "hands-left",
  "hands-right",
  "body-left-arm",
  "body-right-arm",
  "body-belly",
  "body-back",
  "body-left-leg",
  "body-right-leg",
] as const;
export type Place = (typeof PLACES)[number];

/** The side from which a photo was taken; a close-up also names its area. */
export const ANGLES = [
  "front",
  "left",
  "right",
  "close-up",
] as const;
export type Angle = (typeof ANGLES)[number];

/** How a patient's skin shows irritation, in the patient's words. */
export const SKIN_CUES = [
  "red",
  "darker",
  "purple",
  "warm",
  "tight",
  "swollen",
] as const;
export type SkinCue = (typeof SKIN_CUES)[number];

/** What kind of treatment a record describes; the sheet names it. */
export const TREATMENT_KINDS = [
  "needling",
  "peel",
  "laser",
  "injection",
  "other",
] as const;
export type TreatmentKind = (typeof TREATMENT_KINDS)[number];

/** What a person can be reminded of. */
export const REMINDER_KINDS = [
  "milestone",
  "check-in",
  "next-treatment",
  "reply",
  "share",
  "new-device",
  "correction",
  "link-locked",
  "record-changed",
  "handover",
  "new-finding",
  "new-question",
  "reply-overdue",
  "new-share",
  "coming-sessions",
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** What an access record is about. */
export const ACCESS_KINDS = [
  "diary",
  "photos",
  "export",
  "queue",
  "locked",
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** What raised a finding, in the order in which the reasons of one entry are listed under it. */
export const FINDING_KINDS = [
  "reportable-sign",
  "past-call-after",
  "stronger",
  "rebound",
  "rising",
  "outside-band",
  "late-onset",
  "observation",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Every code the server can answer with. */
export type ServerProblemCode =
  | "account-disabled"
  | "account-erased"
  | "already-joined"
  | "annotation-changed"
  | "annotation-too-large"
  | "ceremony-expired"
  | "clinic-exists"
  | "clinic-name"
  | "conflict"
  | "cross-site"
  | "date-out-of-range"
  | "device-signed-out"
  | "diary-full"
  | "directed-rule"
  | "disk-full"
  | "draft-open"
  | "entry-before-treatment"
  | "entry-moved"
  | "entry-unknown"
  | "erased"
  | "export-unknown"
  | "flag-unknown"
  | "gone"
  | "grant-end"
  | "grant-unknown"
  | "headers-too-large"
  | "host-unknown"
  | "http"
  | "id-taken"
  | "instant-naive"
  | "invalid"
  | "language-other"
  | "language-unknown"
  | "last-owner"
  | "last-sign-in"
  | "link-end"
  | "link-expired"
  | "link-not-yet"
  | "link-unknown"
  | "link-used"
  | "local-time-missing"
  | "local-time-offset"
  | "local-time-twice"
  | "logo-format"
  | "logo-too-large"
  | "logo-unreadable"
  | "malformed"
  | "media-type"
  | "membership-ended"
  | "membership-unknown"
  | "method"
  | "next-treatment-out-of-range"
  | "nobody-to-share-with"
  | "not-found"
  | "not-ready"
  | "not-signed-in"
  | "opening-hours"
  | "passkey-not-fresh"
  | "passkey-refused"
  | "passkey-unknown"
  | "passkey-unverified"
  | "patient-disabled"
  | "patient-left"
  | "patient-missing"
  | "patient-not-joined"
  | "patient-unknown"
  | "pdf-failed"
  | "phone-number"
  | "photo-area"
  | "photo-damaged"
  | "photo-digest-missing"
  | "photo-format"
  | "photo-lab-busy"
  | "photo-too-large"
  | "photo-unknown"
  | "photo-unreadable"
  | "photos-full"
  | "plan-changed"
  | "preset-unknown"
  | "push-endpoint"
  | "reaction-unacknowledged"
  | "record-changed"
  | "record-kind"
  | "reply-unknown"
  | "request-too-slow"
  | "sentences-undecided"
  | "server-busy"
  | "share-link-refused"
  | "sheet-changed"
  | "sheet-faulty"
  | "sheet-not-offered"
  | "sheet-published"
  | "sheet-renamed"
  | "sheet-superseded"
  | "sheet-too-slow"
  | "sheet-unknown"
  | "sheet-unpublished"
  | "sheet-unread"
  | "sheet-unresolved"
  | "subscription-unknown"
  | "template-unknown"
  | "text-too-long"
  | "texts-missing"
  | "time-zone-missing"
  | "time-zone-unknown"
  | "too-large"
  | "too-many-invitations"
  | "too-many-links"
  | "too-many-passkeys"
  | "too-many-photos"
  | "too-many-presets"
  | "too-many-recovery-links"
  | "too-many-requests"
  | "too-many-sheets"
  | "too-many-subscriptions"
  | "too-many-templates"
  | "too-many-today"
  | "too-many-treatments"
  | "too-many-versions"
  | "treatment-in-future"
  | "treatment-order"
  | "treatment-too-old"
  | "treatment-unknown"
  | "treatment-withdrawn"
  | "unexpected";

/** Problems that only the phone itself notices. */
export type PhoneProblemCode =
  | "bad-response"
  | "offline"
  | "passkey-cancelled"
  | "passkey-exists"
  | "passkey-timeout"
  | "passkey-unsupported"
  | "push-failed"
  | "push-refused"
  | "push-timeout"
  | "storage-blocked"
  | "storage-failed"
  | "storage-full"
  | "timeout"
  | "unknown";

export type ProblemCode = ServerProblemCode | PhoneProblemCode;

/** The highest score of a symptom; 0 means none. */
export const MAX_SCORE = 4;

/** The maximum number of characters (code points) in a note, a question or a reply. */
export const MAX_NOTE = 4000;

/** The maximum number of characters (code points) in a one-line text. */
export const MAX_LINE = 200;

/** The maximum number of characters (code points) in the name of a person or a clinic. */
export const MAX_NAME = 120;

/** The maximum number of characters (code points) in a telephone number. */
export const MAX_PHONE = 40;

/** The maximum number of spans in the opening hours of a clinic. */
export const MAX_OPENING_SPANS = 28;

/** The longest time within which a clinic can say that it answers, in hours. */
export const MAX_REPLY_HOURS = 168;

/** The maximum number of characters (code points) in the name of a share link. */
export const MAX_LINK_NAME = 60;

/** The maximum number of signs, products, activities or directed rules in one document. */
export const MAX_LIST = 40;

/** The maximum number of acts in one entry. */
export const MAX_ACTS = 10;

/** The maximum number of photos of one entry. */
export const MAX_PHOTOS_PER_ENTRY = 24;

/** The maximum number of photos in a clinic's record of one treatment. */
export const MAX_BASELINE_PHOTOS = 12;

/** The maximum number of strokes on one photo. */
export const MAX_STROKES = 10000;

/** The maximum number of points of one stroke. */
export const MAX_STROKE_POINTS = 2000;

/** The maximum size of a photo in bytes. */
export const MAX_PHOTO_BYTES = 16777216;

/** The minimum distance between two marked eyes, as a fraction of the photo. */
export const MIN_EYE_DISTANCE = 0.02;

/** The maximum number of days from now until a grant ends. */
export const MAX_GRANT_DAYS = 180;

/** The maximum number of days from now until a share link ends. */
export const MAX_SHARE_LINK_DAYS = 30;

/** The maximum number of share links that can be opened at the same time. */
export const MAX_SHARE_LINKS = 10;

/** The minimum needle depth in millimetres. */
export const MIN_DEPTH_MM = 0.1;

/** The maximum needle depth in millimetres. */
export const MAX_DEPTH_MM = 3.0;

/** The maximum number of passes over one area. */
export const MAX_PASSES = 20;

/** The maximum difference between the phone's clock and the server's, in milliseconds. */
export const MAX_CLOCK_OFFSET_MS = 316224000000;
