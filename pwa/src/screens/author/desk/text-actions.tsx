import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { Button, Field } from "../../../ui";
import { sentenceText, type DeskContent } from "./content";
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
  if (!sentence) return null;
  const { heading } = sentence;
  const turn = (): void => desk.undoable(t(heading ? "practitioner.desk.text.is-sentence" : "practitioner.desk.text.is-heading"), (now) => withHeading(now, at, !heading));
  if (writing) return <Writing desk={desk} at={at} adds={writing === "add"} onDone={() => setWriting(null)} />;
  return (
    <div class="row">
      <Button kind="plain" icon="edit" onClick={() => setWriting("change")}>{t("practitioner.desk.text.change")}</Button>
      <Button kind="plain" icon="check-in" onClick={() => setWriting("add")}>{t("practitioner.desk.text.add")}</Button>
      {(heading || sentence.rule_ids.length === 0) && <Button kind="plain" onClick={turn}>{t(heading ? "practitioner.desk.text.to-sentence" : "practitioner.desk.text.to-heading")}</Button>}
      <Button kind="plain" icon="remove" onClick={() => desk.undoable(t("practitioner.desk.text.removed"), (now) => withoutSentence(now, at))}>{t("practitioner.desk.text.remove")}</Button>
    </div>
  );
}

interface Readings {
  readonly before: Reading | null;
  readonly after: Reading | null;
}

/** The field for the words. They are read again when they are saved; without a network they are saved as they are. */
function Writing({ desk, at, adds, onDone }: TextActionsProps & { adds: boolean; onDone: () => void }) {
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
  const isHeading = !adds && desk.content.original?.sentences[at]?.heading === true;
  const read = async (): Promise<Readings> => {
    if (isHeading) return { before: null, after: null };
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
  return (
    <div class="stack-s">
      <Field type="area" label={t(isHeading ? "practitioner.desk.text.heading" : "practitioner.desk.text.sentence")} hint={isHeading ? undefined : t("practitioner.desk.text.hint")} value={words} onInput={write} more={{ maxLength: 1000, rows: 3, lang: desk.content.original?.language }} />
      <div class="row">
        <Button icon="yes" busy={saving.busy} disabled={words.trim() === "" || words.trim() === old} onClick={saving.run}>{t("practitioner.desk.text.save")}</Button>
        <Button kind="plain" onClick={close}>{t("practitioner.desk.cancel")}</Button>
      </div>
    </div>
  );
}
