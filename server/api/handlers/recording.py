"""What helps to fill in a record."""

from server.api.call import Call
from server.shapes.recording import PresetList, PresetName, PresetNew, SuggestionList, SuggestionsQuery
from server.usecases import record_suggestions, treatment_presets


async def suggest(call: Call[None, SuggestionsQuery]) -> SuggestionList:
    """List what the clinic has recorded before in one kind of field, 8 at most, those used last first."""
    return await record_suggestions.suggest(call.viewer, call.query)


async def list_presets(call: Call[None, None]) -> PresetList:
    """List the clinic's presets by name."""
    return await treatment_presets.list_presets(call.viewer)


async def create_preset(call: Call[PresetNew, None]) -> PresetList:
    """Save a preset, under an id that the client has chosen."""
    return await treatment_presets.create_preset(call.services, call.viewer, call.body)


async def rename_preset(call: Call[PresetName, None]) -> PresetList:
    """Change the name of a preset."""
    return await treatment_presets.rename_preset(call.viewer, call.uuid("preset_id"), call.body)


async def delete_preset(call: Call[None, None]) -> PresetList:
    """Delete a preset."""
    return await treatment_presets.delete_preset(call.viewer, call.uuid("preset_id"))
