"""Start and stop sharing a diary."""

from server.api.call import Call
from server.domain.sharing import Scope
from server.shapes.review import PreviewQuery, Review
from server.shapes.sharing import GrantNew, GrantView
from server.usecases import sharing
from server.usecases.review import preview


async def give_grant(call: Call[GrantNew, None]) -> GrantView:
    """Share the diary of one treatment with the practitioner who recorded it."""
    return await sharing.give_grant(call.services, call.viewer, call.body)


async def revoke_grant(call: Call[None, None]) -> GrantView:
    """Stop sharing a diary; this takes effect at once."""
    return await sharing.revoke_grant(call.services, call.viewer, call.uuid("grant_id"))


async def show_preview(call: Call[None, PreviewQuery]) -> Review:
    """Show exactly what the practitioner or the reader of a link would see, without recording an access."""
    return await preview(call.services, call.viewer, call.uuid("treatment_id"), _scope(call.query))


def _scope(query: PreviewQuery) -> Scope:
    if query.by_link:
        return Scope.of_link(photos=query.photos, notes=query.notes)
    return Scope(photos=query.photos, notes=query.notes)
