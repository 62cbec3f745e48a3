"""Push subscriptions, and what a person wants to be reminded of."""

from uuid import UUID

from models.reminders import PushSubscription, ReminderPreference
from models.revision import lock_patient
from models.sql import fetch_rows
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.limits import SUBSCRIPTIONS_A_PERSON
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.reminders import PushKey, PushSubscriptionCreated, PushSubscriptionNew, ReminderPreferences
from server.usecases.access_to_account import own_subscription
from server.usecases.coming_sessions import plan_sessions_of
from server.usecases.planning import plan_for
from server.usecases.reminder_rows import of_role, preferences_of

# One statement, so that two simultaneous calls cannot violate the unique endpoint. An endpoint belongs to one
# browser: messages go only to the person who signed in there last.
SUBSCRIBE = """
    INSERT INTO push_subscription (id, person_id, auth_session_id, clinic_id, endpoint, p256dh, auth, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (endpoint) DO UPDATE SET
        person_id = excluded.person_id, auth_session_id = excluded.auth_session_id,
        clinic_id = excluded.clinic_id, p256dh = excluded.p256dh, auth = excluded.auth
    RETURNING id"""


def push_key(services: Services) -> PushKey:
    """Return the VAPID public key that a browser subscribes with."""
    return PushKey(public_key=services.push.public_key())


async def subscribe(services: Services, viewer: Viewer, new: PushSubscriptionNew) -> PushSubscriptionCreated:
    """Send this person's reminders to this browser. A repeated call replaces the keys.

    Raises `Invalid` (push-endpoint) for an address that does not belong to a known push service, or `Conflict`
    (too-many-subscriptions).
    """
    await services.push.check_endpoint(new.endpoint)
    ids = (services.new_id(), viewer.person_id, viewer.auth_session_id, viewer.clinic_id)
    values = [*ids, new.endpoint, new.keys.p256dh, new.keys.auth, services.clock.now()]

    async def save() -> list[dict[str, object]]:
        await lock_patient(viewer.person_id)
        others = PushSubscription.filter(person_id=viewer.person_id).exclude(endpoint=new.endpoint)
        if await others.count() >= SUBSCRIPTIONS_A_PERSON:
            raise Conflict(
                f"Messages go to at most {SUBSCRIPTIONS_A_PERSON} devices.", code="too-many-subscriptions"
            )
        return await fetch_rows(SUBSCRIBE, values)

    [row] = await unit_of_work(save)
    return PushSubscriptionCreated(id=UUID(str(row["id"])))


async def unsubscribe(viewer: Viewer, subscription_id: UUID) -> None:
    """Delete a push subscription. Raises `NotFound` (subscription-unknown)."""
    subscription = await own_subscription(viewer, subscription_id)
    await PushSubscription.filter(id=subscription.id).delete()


async def preferences(viewer: Viewer) -> ReminderPreferences:
    """Return what the viewer has chosen, or the defaults, as far as it concerns a person of their role."""
    return of_role(await preferences_of(viewer.person_id), viewer.role)


async def set_preferences(
    services: Services, viewer: Viewer, wanted: ReminderPreferences
) -> ReminderPreferences:
    """Store the preferences, and apply them to the reminders that have already been planned."""
    document = wanted.model_dump(mode="json")

    async def save() -> None:
        await lock_patient(viewer.person_id)
        if not await ReminderPreference.filter(person_id=viewer.person_id).update(document=document):
            await ReminderPreference.create(
                id=services.new_id(), person_id=viewer.person_id, document=document
            )

    await unit_of_work(save)
    plan = plan_sessions_of if viewer.role is Role.PRACTITIONER else plan_for
    await plan(services, viewer.person_id)
    return of_role(wanted, viewer.role)
