"""The readable page of an export: the diary as one HTML file, in the person's language, without scripts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from uuid import UUID

from server.domain.local_time import stored_time_zone
from server.ports import Messages
from server.shapes.diary import EntryView, PhotoView, ReplyView
from server.shapes.exports import ExportDocument
from server.shapes.treatments import TreatmentView
from server.usecases.sheet_words import followed_title

STYLE = (
    "body{font-family:system-ui,sans-serif;line-height:1.5;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "img{max-width:100%;height:auto;border-radius:.5rem}article{border-top:1px solid #ccc;padding:1rem 0}"
    "dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap}"
)


class ExportPage:
    """Write the page of one document."""

    def __init__(self, document: ExportDocument, messages: Messages) -> None:
        self._document = document
        self._messages = messages
        self._files = {each.photo_id: each.file for each in document.files}

    def html(self) -> str:
        """Return the page."""
        title = self._text("server.export.title", name=self._document.person.display_name)
        made = self._text("server.export.made", date=self._document.exported_at.date().isoformat())
        files = self._text("server.export.files")
        treatments = "".join(self._treatment(each) for each in self._document.diary.treatments)
        language = escape(self._document.person.language, quote=True)
        return (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
            f"<style>{STYLE}</style></head><body><h1>{title}</h1><p>{made}</p><p>{files}</p>{treatments}</body></html>"
        )

    def _text(self, key: str, **values: object) -> str:
        return escape(self._messages(self._document.person.language, key, **values))

    def _treatment(self, treatment: TreatmentView) -> str:
        diary = self._document.diary
        photos = _by_entry(diary.photos)
        parts: list[tuple[datetime, str]] = [
            (entry.occurred_at, self._entry(entry, photos.get(entry.id, []), treatment.time_zone))
            for entry in diary.entries
            if entry.treatment_id == treatment.id
        ]
        parts += [
            (reply.created_at, self._reply(reply, treatment.time_zone))
            for reply in diary.replies
            if reply.treatment_id == treatment.id
        ]
        if baseline := [photo for photo in photos.get(None, []) if photo.treatment_id == treatment.id]:
            parts.append((baseline[0].taken_at, self._baseline(baseline, treatment.time_zone)))
        title = followed_title(treatment.timeline, self._document.person.language)
        heading = f"{escape(title)} · {_when(treatment.treated_at, treatment.time_zone)}"
        clinic = f"<p>{escape(treatment.clinic_name)}</p>" if treatment.clinic_name else ""
        return f"<section><h2>{heading}</h2>{clinic}{''.join(part for _, part in sorted(parts))}</section>"

    def _entry(self, entry: EntryView, photos: Iterable[PhotoView], time_zone: str) -> str:
        document = entry.document
        scores = [
            f"{self._text(f'common.symptom.{symptom}')} {score}/4"
            for symptom, score in document.ordered_scores()
        ]
        signs = [self._text(f"common.sign.{reported.sign}") for reported in document.signs]
        rows = [
            (self._text("server.export.skin"), ", ".join(scores + signs)),
            (self._text("server.export.products"), escape(", ".join(document.products))),
            (self._text("server.export.activities"), escape(", ".join(document.activities))),
            (self._text("server.export.note"), escape(document.note)),
            (self._text("server.export.question"), escape(document.question)),
        ]
        listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
        pictures = "".join(self._picture(photo) for photo in photos)
        return f"<article><h3>{_when(entry.occurred_at, time_zone)}</h3><dl>{listed}</dl>{pictures}</article>"

    def _baseline(self, photos: Sequence[PhotoView], time_zone: str) -> str:
        heading = f"{self._text('server.export.baseline')} · {_when(photos[0].taken_at, time_zone)}"
        return f"<article><h3>{heading}</h3>{''.join(self._picture(photo) for photo in photos)}</article>"

    def _picture(self, photo: PhotoView) -> str:
        file = self._files.get(photo.id)
        alt = self._text(f"common.angle.{photo.angle}")
        return f'<img src="{escape(file, quote=True)}" alt="{alt}" loading="lazy">' if file else ""

    def _reply(self, reply: ReplyView, time_zone: str) -> str:
        heading = self._text("server.export.reply", name=reply.author_name)
        at = _when(reply.created_at, time_zone)
        return f"<article><h3>{heading} · {at}</h3><dl><dd>{escape(reply.text)}</dd></dl></article>"


def _by_entry(photos: Iterable[PhotoView]) -> Mapping[UUID | None, list[PhotoView]]:
    """Group photos by their entry. Baseline photos have none."""
    grouped: dict[UUID | None, list[PhotoView]] = {}
    for photo in photos:
        grouped.setdefault(photo.entry_id, []).append(photo)
    return grouped


def _when(at: datetime, time_zone: str) -> str:
    return at.astimezone(stored_time_zone(time_zone)).strftime("%Y-%m-%d %H:%M")
