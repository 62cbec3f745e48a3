import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { Button, Field } from "../../../ui";
import { sentenceText, type DeskContent } from "./content";
import { HeadingQuestion, useHeadingEdit, type HeadingEdit } from "./heading-question";
import { readSentence, withReading, type Reading } from "./reading-again";
import { textField, writingAt, type Writes } from "./notes";
import { onOneLine, withHeading, withoutSentence, withSentenceAfter, withText } from "./text-edits";
import type { Desk } from "./use-desk";

interface TextActionsProps {
  readonly desk: Desk;
  /** The sentence or heading that is selected. */
  readonly at: number;
}

/** Change the words of the selection, add a sentence below it, remove it, or make it a heading or a sentence. */
export function TextActions({ desk, at }: TextActionsProps) {
  const [writing, setWriting] = useState<Writes | null>(() => writingAt(desk.content, desk.notes, at));
  const sentence = desk.content.original?.sentences[at];
  const editing = useHeadingEdit(desk, at);
  if (!sentence) return null;
  const { heading } = sentence;
  const run = (edit: HeadingEdit): void => (heading ? editing.run(edit) : desk.undoable(edit.done, edit.apply));
  const turn = (): void => run({ done: t(heading ? "practitioner.desk.text.is-sentence" : "practitioner.desk.text.is-heading"), apply: (now) => withHeading(now, at, !heading), words: null });
  const remove = (): void => run({ done: t("practitioner.desk.text.removed"), apply: (now) => withoutSentence(now, at), words: null });
  if (editing.asked) return <HeadingQuestion desk={desk} change={editing.asked} onClose={editing.close} />;
  if (writing) return <Writing desk={desk} at={at} adds={writing === "add"} onHeading={heading && writing === "change" ? run : null} onDone={() => setWriting(null)} />;
  return (
    <div class="row">
      <Button kind="plain" icon="edit" onClick={() => setWriting("change")}>{t("practitioner.desk.text.change")}</Button>
      <Button kind="plain" icon="check-in" onClick={() => setWriting("add")}>{t("practitioner.desk.text.add")}</Button>
      {(heading || sentence.rule_ids.length === 0) && <Button kind="plain" onClick={turn}>{t(heading ? "practitioner.desk.text.to-sentence" : "practitioner.desk.text.to-heading")}</Button>}
      <Button kind="plain" icon="remove" busy={editing.busy} onClick={remove}>{t(heading ? "practitioner.desk.text.remove-heading" : "practitioner.desk.text.remove")}</Button>
    </div>
  );
}

interface Readings {
  readonly before: Reading | null;
  readonly after: Reading | null;
}

interface WritingProps extends TextActionsProps {
  readonly adds: boolean;
  /** Changes a heading, which may need an answer first; null for a sentence. */
  readonly onHeading: ((edit: HeadingEdit) => void) | null;
  readonly onDone: () => void;
}

/** The field for the words. They are read again when they are saved; without a network they are saved as they are. */
function Writing({ desk, at, adds, onHeading, onDone }: WritingProps) {
  const old = adds ? "" : sentenceText(desk.content, at).trim();
  const field = textField(desk.content, at, adds ? "add" : "change");
  const [words, setWords] = useState(() => desk.notes.typed(field) ?? old);
  const write = (typed: string): void => {
    setWords(typed);
    desk.notes.keep(field, typed === old ? undefined : typed);
  };
  const close = (): void => {
    desk.notes.keep(field, undefined);
    onDone();
  };
  const isHeading = onHeading !== null;
  const read = async (): Promise<Readings> => {
    const [before, after] = await Promise.all([readSentence(desk.content, at, old), readSentence(desk.content, at, onOneLine(words))]);
    return { before, after };
  };
  const save = ({ before, after }: Readings): void => {
    const place = adds ? at + 1 : at;
    const change = (now: DeskContent): DeskContent => (adds ? withSentenceAfter(now, at, words) : withText(now, at, words));
    desk.undoable(t(adds ? "practitioner.desk.text.added" : "practitioner.desk.text.changed"), (now) => (after ? withReading(change(now), place, { before, after }) : change(now)));
    close();
    if (adds) desk.select({ sentence: place });
  };
  const saving = useAsyncAction(read, save);
  const saveHeading = (): void => onHeading?.({ done: t("practitioner.desk.text.changed"), apply: (now) => { close(); return withText(now, at, words); }, words });
  return (
    <div class="stack-s">
      <Field type="area" label={t(isHeading ? "practitioner.desk.text.heading" : "practitioner.desk.text.sentence")} hint={isHeading ? undefined : t("practitioner.desk.text.hint")} value={words} onInput={write} more={{ maxLength: 1000, rows: 3, lang: desk.content.original?.language }} />
      <div class="row">
        <Button icon="yes" busy={saving.busy} disabled={words.trim() === "" || words.trim() === old} onClick={isHeading ? saveHeading : saving.run}>{t("practitioner.desk.text.save")}</Button>
        <Button kind="plain" onClick={close}>{t("practitioner.desk.cancel")}</Button>
      </div>
    </div>
  );
}
