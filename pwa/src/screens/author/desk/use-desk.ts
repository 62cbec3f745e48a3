import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { OpenedSheet } from "../../../actions/sheet-drafts";
import { SheetAutosave, type SaveState } from "../../../actions/sheet-autosave";
import type { TopicTree } from "../../../domain/topics";
import { extendedTree } from "../../../domain/topics-extended";
import { t } from "../../../i18n";
import type { SheetReport } from "../../../state/authoring";
import { toast } from "../../../ui";
import { ownTopics } from "../pickers/topic-search";
import { looseRules, undecided, withRestored, type DeskContent } from "./content";

/** The selection, shown on the right: a sentence of the text, or a rule that belongs to none. */
export type Selection = { readonly sentence: number } | { readonly rule: string } | null;

/** The desk as its parts see it. */
export interface Desk {
  readonly content: DeskContent;
  /** The topics, with those of this sheet. */
  readonly tree: TopicTree;
  /** Published or built in, hence read-only. */
  readonly fixed: boolean;
  readonly report: SheetReport | null;
  readonly change: (work: (now: DeskContent) => DeskContent) => void;
  /** Change something that can be undone with one tap. */
  readonly undoable: (done: string, work: (now: DeskContent) => DeskContent) => void;
  readonly selected: Selection;
  readonly select: (selection: Selection) => void;
  /** The id of the rule whose fields are open. It stays open until the author closes it. */
  readonly editing: string | null;
  readonly edit: (id: string | null) => void;
}

/** The content, and where its last change is saved. */
export function useSavedContent(opened: OpenedSheet): {
  readonly content: DeskContent;
  readonly save: SaveState;
  readonly autosave: SheetAutosave;
  readonly change: Desk["change"];
} {
  const [content, setContent] = useState<DeskContent>(opened.content);
  const [save, setSave] = useState<SaveState>({ kind: "saved", at: null });
  const [autosave] = useState(() => new SheetAutosave(opened, setSave));
  const latest = useRef<DeskContent>(opened.content);
  useEffect(() => autosave.start(), []);
  const change = (work: (now: DeskContent) => DeskContent): void => {
    const next = work(latest.current);
    if (next === latest.current) return;
    latest.current = next;
    setContent(next);
    autosave.change(next);
  };
  return { content, save, autosave, change };
}

/** The tree with the topics of this sheet. */
export function useSheetTree(tree: TopicTree, content: DeskContent): TopicTree {
  const { topics } = content.document;
  return useMemo(() => extendedTree(tree, ownTopics(content.document)), [tree, topics]);
}

/** Make a change and say what was done, with an undo that keeps later changes. */
export function undoableWith(change: Desk["change"]): Desk["undoable"] {
  return (done, work) => {
    change((before) => {
      const after = work(before);
      toast(done, { label: t("practitioner.desk.undo"), run: () => change((now) => withRestored(now, before, after)) });
      return after;
    });
  };
}

/** The sentence that needs the author first, else the first one, else the first rule. */
export function firstSelection(content: DeskContent): Selection {
  const [open] = undecided(content);
  const sentence = open ?? content.original?.sentences.findIndex((each) => !each.heading) ?? -1;
  if (sentence >= 0) return { sentence };
  const [rule] = looseRules(content);
  return rule ? { rule: rule.id } : null;
}
