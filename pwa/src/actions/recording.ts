/** What helps to fill in a record: the clinic's own words of before, and its presets. The calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";

export type Suggestion = Shapes["Suggestion"];
export type SuggestedField = Shapes["SuggestionsQuery"]["field"];
export type Preset = Shapes["PresetView"];
export type PresetNew = Shapes["PresetNew"];

/** Load what the clinic has recorded before in such a field, as far as it matches; what was used last comes first. */
export async function loadSuggestions(field: SuggestedField, search: string): Promise<readonly Suggestion[]> {
  return (await bodyOf(api.GET("/api/record-suggestions", { params: { query: { field, search } } }))).suggestions;
}

/** Load the presets of the clinic by name. */
export async function loadPresets(): Promise<readonly Preset[]> {
  return (await bodyOf(api.GET("/api/treatment-presets"))).presets;
}

/** Save a preset for the clinic under its client-made id; a repeat changes nothing. */
export async function createPreset(preset: PresetNew): Promise<readonly Preset[]> {
  return (await bodyOf(api.POST("/api/treatment-presets", { body: preset }))).presets;
}

export async function renamePreset(id: string, name: string): Promise<readonly Preset[]> {
  const path = { preset_id: id };
  return (await bodyOf(api.PUT("/api/treatment-presets/{preset_id}", { params: { path }, body: { name } }))).presets;
}

export async function deletePreset(id: string): Promise<readonly Preset[]> {
  const path = { preset_id: id };
  return (await bodyOf(api.DELETE("/api/treatment-presets/{preset_id}", { params: { path } }))).presets;
}
