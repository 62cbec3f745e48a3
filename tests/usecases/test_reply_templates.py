"""The texts with which a clinic begins its replies."""

from uuid import UUID, uuid4

import pytest

from models.reply_templates import ReplyTemplate
from server.domain.errors import Conflict, NotFound
from server.domain.limits import MAX_REPLY_TEMPLATES
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.replies import ReplyNew, ReplyTemplateNew, ReplyTemplateText
from server.usecases.reply_templates import change_template, create_template, delete_template, list_templates
from server.usecases.review import reply
from tests.factories import make_clinic, make_grant, make_practitioner
from tests.fakes import FakeClock


async def texts(viewer: Viewer) -> list[str]:
    return [template.text for template in (await list_templates(viewer)).templates]


async def make_template(services: Services, viewer: Viewer, text: str) -> UUID:
    new = ReplyTemplateNew(id=uuid4(), text=text)
    await create_template(services, viewer, new)
    return new.id


async def test_what_was_sent_last_comes_first(
    services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    first = await make_template(services, bob, "As expected.")
    clock.pass_time(minutes=1)
    await make_template(services, bob, "Please call us.")
    assert await texts(bob) == ["Please call us.", "As expected."]
    clock.pass_time(minutes=1)
    new = ReplyNew(id=uuid4(), template_id=first, text="As expected, Alice.")
    await reply(services, bob, treatment, new)
    assert await texts(bob) == ["As expected.", "Please call us."]


async def test_a_template_that_is_gone_does_not_hold_back_the_reply_that_began_with_it(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    new = ReplyNew(id=uuid4(), template_id=uuid4(), text="As expected.")
    assert (await reply(services, bob, treatment, new)).text == "As expected."


async def test_a_reply_never_touches_the_template_of_another_clinic(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    erin = await make_practitioner(await make_clinic("Rosengarten"), "Erin Ernst")
    hers = await make_template(services, erin, "All well.")
    await make_grant(services, alice, treatment)
    await reply(services, bob, treatment, ReplyNew(id=uuid4(), template_id=hers, text="All well."))
    assert (await ReplyTemplate.get(id=hers)).used_at is None


async def test_a_clinic_shares_its_templates_and_nobody_else_sees_them(
    services: Services, bob: Viewer
) -> None:
    mine = await make_template(services, bob, "As expected.")
    erin = await make_practitioner(await make_clinic("Rosengarten"), "Erin Ernst")
    assert await texts(erin) == []
    with pytest.raises(NotFound) as refused:
        await change_template(erin, mine, ReplyTemplateText(text="Mine now."))
    assert refused.value.code == "template-unknown"
    with pytest.raises(NotFound):
        await delete_template(erin, mine)
    assert await texts(bob) == ["As expected."]


async def test_a_patient_has_none(services: Services, alice: Viewer, bob: Viewer) -> None:
    await make_template(services, bob, "As expected.")
    assert await texts(alice) == []


async def test_a_template_can_be_changed_and_deleted(services: Services, bob: Viewer) -> None:
    template = await make_template(services, bob, "As expcted.")
    assert (await change_template(bob, template, ReplyTemplateText(text="As expected."))).templates[
        0
    ].text == "As expected."
    assert (await delete_template(bob, template)).templates == []


async def test_a_repeated_template_is_the_same_and_another_text_is_refused(
    services: Services, bob: Viewer
) -> None:
    new = ReplyTemplateNew(id=uuid4(), text="As expected.")
    assert await create_template(services, bob, new) == await create_template(services, bob, new)
    with pytest.raises(Conflict) as refused:
        await create_template(services, bob, ReplyTemplateNew(id=new.id, text="Another."))
    assert refused.value.code == "id-taken"


async def test_a_clinic_has_a_limited_number_of_templates(services: Services, bob: Viewer) -> None:
    for number in range(MAX_REPLY_TEMPLATES):
        await make_template(services, bob, f"Text {number}")
    with pytest.raises(Conflict) as refused:
        await make_template(services, bob, "One more")
    assert refused.value.code == "too-many-templates"
    assert len(await texts(bob)) == MAX_REPLY_TEMPLATES
