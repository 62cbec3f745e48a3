"""Push subscriptions and reminder preferences."""

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
    """Return the VAPID key that a browser needs to subscribe to push messages."""
    return reminders.push_key(call.services)


async def subscribe(call: Call[PushSubscriptionNew, None]) -> PushSubscriptionCreated:
    """Subscribe this browser to the caller's reminders."""
    return await reminders.subscribe(call.services, call.viewer, call.body)


async def unsubscribe(call: Call[None, None]) -> Acknowledged:
    """End a push subscription."""
    await reminders.unsubscribe(call.viewer, call.uuid("subscription_id"))
    return Acknowledged()


async def show_preferences(call: Call[None, None]) -> ReminderPreferences:
    """Show the caller's reminder preferences."""
    return await reminders.preferences(call.viewer)


async def set_preferences(call: Call[ReminderPreferencesChange, None]) -> ReminderPreferences:
    """Replace the caller's reminder preferences."""
    return await reminders.set_preferences(call.services, call.viewer, call.body)
