"""The timeline: one sheet resolved for one treatment, in UTC."""

from server.domain.timeline.compiling import compile
from server.domain.timeline.document import (
    course_from,
    from_document,
    instant_text,
    shown_rule,
    to_document,
)
from server.domain.timeline.model import (
    FORBIDDING,
    PERMITTING,
    Milestone,
    SheetHeader,
    Timeline,
    TreatmentFacts,
    TreatmentSeries,
    Window,
)

__all__ = [
    "FORBIDDING",
    "PERMITTING",
    "Milestone",
    "SheetHeader",
    "Timeline",
    "TreatmentFacts",
    "TreatmentSeries",
    "Window",
    "compile",
    "course_from",
    "from_document",
    "instant_text",
    "shown_rule",
    "to_document",
]
