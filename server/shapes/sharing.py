"""Grants, share links, and the log of who read a diary under one."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from server.domain.limits import MAX_LINK_TREATMENTS
from server.domain.vocabulary import AccessKind
from server.shapes.base import Instant, Line, LinkName, Shape


class GrantNew(Shape):
    """Share one treatment's diary until `ends_at` (`MAX_GRANT_DAYS`): with the practitioner who recorded it, or
    with everyone who works in their clinic.
    """

    id: UUID
    treatment_id: UUID
    photos: bool
    notes: bool = True  # and questions; absent from phones that do not know this choice yet
    everyone: bool = False  # at the clinic; absent from phones that do not know this choice yet
    ends_at: Instant


class GrantView(Shape):
    id: UUID
    treatment_id: UUID
    practitioner_name: str
    clinic_name: str
    everyone: bool  # who works in the clinic, instead of the practitioner alone
    photos: bool
    notes: bool
    starts_at: Instant
    ends_at: Instant
    revoked_at: Instant | None
    revision: int


class AccessRecordView(Shape):
    """Who has read what, and when. A reader of a share link has no name: `practitioner_name` is then empty.

    `everyone_at` is the clinic if the diary is shared with everyone there, else empty.
    `link_name` is what the patient has called the link; empty for a practitioner, and for a link without a name.
    """

    id: UUID
    treatment_id: UUID
    practitioner_name: str
    everyone_at: str
    kind: AccessKind
    link_id: UUID | None
    link_name: str
    viewed_at: Instant
    revision: int


class ShareLinkNew(Shape):
    """Open the diaries of these treatments by a link and a code, until `ends_at` (`MAX_SHARE_LINK_DAYS`).

    `name` is for the patient alone, to know the link again; the reader never sees it.
    """

    name: LinkName = ""
    treatment_ids: Annotated[list[UUID], Field(min_length=1, max_length=MAX_LINK_TREATMENTS)]
    photos: bool
    notes: bool
    ends_at: Instant


class ShareLinkView(Shape):
    """A share link as its patient sees it. Token and code are shown only once, when it is made."""

    id: UUID
    name: str  # as the patient has called it; may be empty
    treatment_ids: list[UUID]
    photos: bool
    notes: bool
    state: Literal["open", "locked", "ended", "revoked"]
    created_at: Instant
    ends_at: Instant
    times_viewed: int
    last_viewed_at: Instant | None


class ShareLinkList(Shape):
    share_links: list[ShareLinkView]  # newest first


class ShareLinkMade(Shape):
    """`url` and `code` open the diary together: the patient sends them in two different ways."""

    link: ShareLinkView
    url: str
    qr_svg: str
    code: str  # with a hyphen: `7K3M-9QXP`


class ShareLinkOpen(Shape):
    """The token from the fragment of the link, and the code as it was typed."""

    token: Line
    code: Line


class SharedQuery(Shape):
    """Query: the language of the reader, who has no account. Without one, the patient's is taken."""

    language: Annotated[str, Field(max_length=35)] | None = None


class SharedTreatment(Shape):
    id: UUID
    number_in_series: int
    treated_at: Instant
    time_zone: str
    sheet_title: str
    sheet_titles: dict[str, str]  # by language, as far as the sheet has them


class SharedDiaries(Shape):
    """What the link in this browser opens, and until when."""

    patient_name: str
    treatments: list[SharedTreatment]  # newest first
    photos: bool
    notes: bool
    ends_at: Instant
