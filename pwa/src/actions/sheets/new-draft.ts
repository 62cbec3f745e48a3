import { answered, api } from "../../api";
import type { SheetDocument, SheetVersion } from "../../state/authoring";
import { asVersion } from "./load-version";

/** What a draft begins with. */
export type Origin = { readonly toml: string } | { readonly document: SheetDocument } | { readonly copyOf: string };

/** Begins a draft; the id is made by the caller, so a repeat begins nothing twice. */
export async function newDraft(id: string, origin: Origin): Promise<SheetVersion> {
  const body = "copyOf" in origin ? { id, source: null, copy_of: origin.copyOf } : { id, source: source(origin), copy_of: null };
  return asVersion(await answered(api.POST("/api/sheet-versions", { body })));
}

function source(origin: { readonly toml: string } | { readonly document: SheetDocument }) {
  return "toml" in origin ? { toml: origin.toml, document: null } : { toml: null, document: { ...origin.document } };
}
