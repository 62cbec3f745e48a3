import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { Banner, Button } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { windowWords } from "../words/time-words";
import { sentenceText, type DeskContent } from "./content";
import { rulesTimedBy, timeOfHeading, withTime, type HeadingTime } from "./heading-times";
import type { Desk } from "./use-desk";

/** A change to a heading. */
export interface HeadingEdit {
  /** What is said once it is done. */
  readonly done: string;
  readonly apply: (now: DeskContent) => DeskContent;
  /** Its new words; null if it is a heading no longer. */
  readonly words: string | null;
}

/** A change to a heading that gave rules their time. */
interface HeadingChange extends HeadingEdit {
  readonly time: HeadingTime;
  /** The time that the new words give. */
  readonly after: HeadingTime | null;
  /** The rules that have the old time. */
  readonly ids: readonly string[];
}

/** Change the heading at this position; if rules took their time from it, ask first what becomes of that. */
export function useHeadingEdit(desk: Desk, at: number): { readonly busy: boolean; readonly run: (edit: HeadingEdit) => void; readonly asked: HeadingChange | null; readonly close: () => void } {
  const [asked, ask] = useState<HeadingChange | null>(null);
  const action = useAsyncAction(
    async (edit: HeadingEdit) => ({ edit, question: await questionAbout(desk.content, at, edit.words) }),
    ({ edit, question }) => (question ? ask({ ...edit, ...question }) : desk.undoable(edit.done, edit.apply)),
  );
  return { busy: action.busy, run: action.run, asked, close: () => ask(null) };
}

/** The question that a change to this heading raises; null if no rule took its time from it. */
async function questionAbout(content: DeskContent, at: number, words: string | null): Promise<Pick<HeadingChange, "time" | "after" | "ids"> | null> {
  const language = content.original?.language ?? "";
  const heading = sentenceText(content, at);
  const [time, after] = await Promise.all([timeOfHeading(heading, language), words === null ? null : timeOfHeading(words, language)]);
  const ids = time ? rulesTimedBy(content, at, time).map(({ id }) => id) : [];
  const isSame = time?.from === after?.from && time?.until === after?.until;
  return time && ids.length > 0 && !isSame ? { time, after, ids } : null;
}

interface HeadingQuestionProps {
  readonly desk: Desk;
  readonly change: HeadingChange;
  readonly onClose: () => void;
}

/** Whether the rules that took their time from a heading keep it, lose it or follow the new words. */
export function HeadingQuestion({ desk, change: { done, apply, time, after, ids }, onClose }: HeadingQuestionProps) {
  const nameOf = (topic: string): string => topicLabel(desk.tree, topic);
  const inWords = ({ from, until }: HeadingTime): string => windowWords(from, until, nameOf);
  const answer = (times: "keep" | HeadingTime | null): void => {
    desk.undoable(done, (now) => apply(times === "keep" ? now : withTime(now, ids, { before: time, after: times })));
    onClose();
  };
  return (
    <Banner tone="attention" title={t("practitioner.desk.heading-time", { count: ids.length, time: inWords(time) })} alert>
      <div class="row">
        {after && <Button kind="quiet" onClick={() => answer(after)}>{t("practitioner.desk.heading-time.new", { time: inWords(after) })}</Button>}
        <Button kind="quiet" onClick={() => answer("keep")}>{t("practitioner.desk.heading-time.keep")}</Button>
        <Button kind="quiet" onClick={() => answer(null)}>{t("practitioner.desk.heading-time.off")}</Button>
        <Button kind="plain" onClick={onClose}>{t("practitioner.desk.cancel")}</Button>
      </div>
    </Banner>
  );
}
