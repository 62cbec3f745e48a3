import { beginSheet } from "../../actions/sheet-drafts";
import { createDraft, loadVersions, type DraftContent, type Origin } from "../../actions/sheets";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { useLocation } from "../../ui/router";
import { idFrom } from "./editing";

/** What a draft begins with: a file holds a sheet as TOML; content that is new begins on this device. */
export type DraftSource = Origin | File | { readonly content: DraftContent };

/** Create a draft and open it; `created` is called once this device or the server has it. */
export function useNewDraft(created: () => void = () => undefined): AsyncAction<[DraftSource]> {
  const [, go] = useLocation();
  return useAsyncAction(create, (id) => {
    created();
    go(`/clinic/sheets/${id}`);
  });
}

async function create(source: DraftSource): Promise<string> {
  if ("content" in source) return beginSheet(await withFreeKey(source.content));
  const origin = source instanceof File ? { toml: await source.text() } : source;
  return (await createDraft(crypto.randomUUID(), origin)).id;
}

/** A new sheet never becomes a version of another one, even if it has the same title. */
async function withFreeKey(content: DraftContent): Promise<DraftContent> {
  const taken = new Set((await loadVersions()).map((version) => version.key));
  const wanted = idFrom(typeof content.document.title === "string" ? content.document.title : content.document.id);
  let [id, number] = [wanted, 1];
  while (taken.has(id)) id = `${wanted.slice(0, 60)}-${(number += 1)}`;
  return { ...content, document: { ...content.document, id } };
}
