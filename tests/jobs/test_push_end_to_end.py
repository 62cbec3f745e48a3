"""From the due table to the phone, with the real sender: encrypted, delivered, decrypted."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec

from models.reminders import PushSubscription
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.jobs.reminders import dispatch_due
from server.shapes.reminders import PushSubscriptionNew
from server.usecases.reminders import subscribe
from tests.factories import POISON, make_entry
from tests.jobs.conftest import Setting
from tests.push_service import LocalPushService, Phone, local_push_service


async def subscribed(setting: Setting, service: LocalPushService, phone: Phone) -> None:
    target = phone.target(service.endpoint())
    keys = {"p256dh": target.p256dh, "auth": target.auth}
    new = PushSubscriptionNew.model_validate({"endpoint": target.endpoint, "keys": keys})
    await subscribe(setting.services, setting.alice, new)


async def test_a_milestone_reaches_the_only_phone_that_can_decrypt_it(setting: Setting) -> None:
    await PushSubscription.all().delete()
    phone, key = Phone(), ec.generate_private_key(ec.SECP256R1())
    async with local_push_service() as service:
        allowed = Allowed.of([service.origin])
        async with WebPushSender(key, subject="mailto:care@clinic.example", allowed=allowed) as sender:
            setting.services = replace(setting.services, push=sender)
            await subscribed(setting, service, phone)
            await setting.wish(kinds=["milestone"], discreet=False)
            await make_entry(
                setting.services, setting.alice, setting.treatment_id, occurred_at=setting.clock.now()
            )
            setting.at(24)
            assert await dispatch_due(setting.services) == 1
        [delivery] = service.deliveries
        message = phone.open(delivery.body)
        claims = delivery.claims(audience=service.origin)
    notification = message["notification"]
    assert notification["body"].startswith("Gym: the ban in your aftercare sheet has ended.")
    assert notification["navigate"] == "https://afterglow.example/"
    assert claims["sub"] == "mailto:care@clinic.example"
    assert not [poison for poison in POISON if poison in str(message)]


async def test_a_subscription_that_the_push_service_no_longer_knows_is_deleted(setting: Setting) -> None:
    await PushSubscription.all().delete()
    key = ec.generate_private_key(ec.SECP256R1())
    async with local_push_service() as service:
        service.status = 410
        allowed = Allowed.of([service.origin])
        async with WebPushSender(key, subject="mailto:care@clinic.example", allowed=allowed) as sender:
            setting.services = replace(setting.services, push=sender)
            await subscribed(setting, service, Phone())
            setting.at(24)
            await dispatch_due(setting.services)
    assert await PushSubscription.all().count() == 0
    assert (await setting.only("gym")).outcome == "failed: the subscription is gone (410)"
