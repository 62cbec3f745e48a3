import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { OpenedSheet } from "../../../actions/sheet-drafts";
import { SheetAutosave, type SaveState } from "../../../actions/sheet-autosave";
import type { TopicTree } from "../../../domain/topics";
import { extendedTree } from "../../../domain/topics-extended";
import type { SheetReport } from "../../../state/authoring";
import { ownTopics } from "../pickers/topic-search";
import { nextThing, openThings, placeOfSelection, type OpenThing } from "./open-things";
import { isGrave, openWords } from "./open-words";
import type { Notes } from "./notes";
import type { Selection } from "./selection";
import { looseRules, rulesOf, undecided, type DeskContent } from "./content";
import { withRestored } from "./restored";

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
  /** Go on to the next open thing, if what is selected was open when it was selected and is decided now. */
  readonly moveOn: () => void;
  /** What is typed and not saved yet, and what has been opened. */
  readonly notes: Notes;
  /** What was done last and can be undone, as long as the bar says so. */
  readonly done: Done | null;
  /** Let the bar say it no longer; Ctrl+Z still undoes it. */
  readonly hideDone: () => void;
}

/** A change that can be undone. */
export interface Done {
  readonly text: string;
  readonly undo: () => void;
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
  const latest = useRef<DeskContent>(opened.content);
  const adopt = (other: DeskContent): void => {
    latest.current = other;
    setContent(other);
  };
  const [autosave] = useState(() => new SheetAutosave(opened, setSave, adopt));
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

/** Milliseconds for which the bar says what was done. */
export const SHOWN_MS = 20_000;

/**
 * Make a change and say what was done, with an undo that keeps later changes and goes back to where it was made.
 * The desk shows it in its bar for a while, where it covers nothing.
 */
export function useUndo({ change, selected, select }: Pick<Desk, "change" | "selected" | "select">): Pick<Desk, "done" | "hideDone" | "undoable"> {
  const [done, setDone] = useState<Done | null>(null);
  const [hidden, hide] = useState<Done | null>(null);
  const hideDone = (): void => hide(done);
  useEffect(() => {
    const timer = setTimeout(hideDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const undoable: Desk["undoable"] = (text, work) => {
    change((before) => {
      const after = work(before);
      const undo = (): void => {
        setDone(null);
        select(selected);
        change((now) => withRestored(now, before, after));
      };
      setDone({ text, undo });
      return after;
    });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
      if (!done || isTyping || event.key.toLowerCase() !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      done.undo();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [done]);
  return { done: done === hidden ? null : done, hideDone, undoable };
}

/**
 * Move on automatically. Whether to do so is decided after the change has been rendered, by what is open then; a sentence that was decided
 * already when the author came back to it stays, and so does one with a thing, a condition or a time that is in none of its rules.
 */
export function useMoveOn({ content, tree, report, selected }: Pick<Desk, "content" | "tree" | "report" | "selected">, go: (thing: OpenThing) => void): Desk["moveOn"] {
  const [asked, ask] = useState(0);
  const things = openThings(content, report);
  const here = placeOfSelection(content, selected);
  const isOpen = things.some(({ place, kind }) => place === here && kind === "sentence");
  const openedAt = useRef(-1);
  useEffect(() => {
    openedAt.current = isOpen ? here : -1;
  }, [here]);
  useEffect(() => {
    const next = nextThing(content, things, selected);
    if (asked === 0 || openedAt.current !== here || isOpen || !next || hasOpenWords(content, tree, here)) return;
    go(next);
  }, [asked]);
  return () => ask((before) => before + 1);
}

function hasOpenWords(content: DeskContent, tree: TopicTree, at: number): boolean {
  const { original } = content;
  const sentence = original?.sentences[at];
  const language = tree.languages().get(original?.language ?? "");
  if (!original || !sentence || !language) return false;
  const letters = Array.from(original.text);
  const marks = openWords({ letters, language: original.language }, sentence, rulesOf(content, sentence), tree);
  return marks.some(([from, to]) => isGrave(letters.slice(from, to).join(""), language));
}

/** The sentence that needs the author first, else the first one, else the first rule. */
export function firstSelection(content: DeskContent): Selection {
  const [open] = undecided(content);
  const sentence = open ?? content.original?.sentences.findIndex((each) => !each.heading) ?? -1;
  if (sentence >= 0) return { sentence };
  const [rule] = looseRules(content);
  return rule ? { rule: rule.id } : null;
}
