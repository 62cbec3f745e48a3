"""Push subscriptions, and what to be reminded of."""

from server.api.call import Call
from server.shapes.base import Acknowledged
from server.shapes.reminders import (
    PushKey,
    PushSubscriptionCreated,
    PushSubscriptionNew,
    ReminderPreferences,
    ReminderPreferencesChange,
)
from server.usecases import reminders


async def show_push_key(call: Call[None, None]) -> PushKey:
    """Give the key that a browser subscribes to push with."""
    return reminders.push_key(call.services)


async def subscribe(call: Call[PushSubscriptionNew, None]) -> PushSubscriptionCreated:
    """Send one's reminders to this browser."""
    return await reminders.subscribe(call.services, call.viewer, call.body)


async def unsubscribe(call: Call[None, None]) -> Acknowledged:
    """Send no more reminders to that browser."""
    await reminders.unsubscribe(call.viewer, call.uuid("subscription_id"))
    return Acknowledged()


async def show_preferences(call: Call[None, None]) -> ReminderPreferences:
    """Say what one wants to be reminded of, and when."""
    return await reminders.preferences(call.viewer)


async def set_preferences(call: Call[ReminderPreferencesChange, None]) -> ReminderPreferences:
    """Choose what to be reminded of, and when."""
    return await reminders.set_preferences(call.services, call.viewer, call.body)
