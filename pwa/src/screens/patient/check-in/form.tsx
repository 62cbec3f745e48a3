import { useState } from "preact/hooks";
import { go, useSearchParams } from "../../../ui/router";
import { toast } from "../../../ui";
import { isBegun, type Draft } from "../../../actions/diary/draft";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { findingsToReport } from "../../../domain/findings-to-report";
import { t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { entriesOf, treatment as current } from "../../../state/diary";
import { repliesAbout } from "../../../state/replies";
import { Details } from "./details";
import { entryOf } from "./entry-of";
import { Frame, titleAt } from "./frame";
import { Question } from "./question";
import { Save } from "./save";
import { answerComparison, askingOf, momentOf, useWriting } from "./use-answers";
import { useStoredDraft } from "./use-stored-draft";
import { wayBack } from "./way-back";

interface FormProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  /** Whether an entry that was saved before is changed: nothing is compared, everything can be seen at once. */
  readonly editing: boolean;
  readonly onSaved: (saved: { readonly draft: Draft; readonly findings: readonly Finding[] }) => void;
}

/** First the question, then the details. Every change is stored as a draft; what cannot be stored or saved stays on screen. */
export function Form({ treatment, draft: initial, editing, onSaved }: FormProps) {
  const writing = useWriting(initial);
  const storing = useStoredDraft(writing.draft, initial);
  const asking = askingOf(treatment, writing.draft);
  const [search] = useSearchParams();
  const [isOpen, setOpen] = useState(editing || isBegun(initial) || !asking.day || search.has("shared"));
  const open = (): void => {
    setOpen(true);
    scrollTo(0, 0);
  };
  return (
    <Frame
      title={titleAt(treatment, momentOf(writing.draft))}
      step={isOpen ? "details" : "question"}
      lead={leadOf(treatment, editing)}
      onClose={() => close(writing.draft, editing)}
    >
      {!isOpen && asking.day ? (
        <Question day={asking.day} cues={asking.cues} onPick={(picked) => [answerComparison(writing, asking, picked), open()]} onSkip={open} />
      ) : (
        <>
          <Details treatment={treatment} writing={writing} asking={asking} editing={editing} />
          <Save draft={writing.draft} notStored={storing.failed} onSaved={() => onSaved({ draft: writing.draft, findings: findingsOf(treatment, writing.draft) })} />
        </>
      )}
    </Frame>
  );
}

/** Leave without saving: the draft is stored, and Today offers it again. */
function close(draft: Draft, editing: boolean): void {
  if (!editing && isBegun(draft)) toast(t("patient.check-in.draft-stays"));
  const back = wayBack(draft);
  go(editing && back === "/" ? "/diary" : back);
}

/** "Edit check-in"; of an earlier session also which one. */
function leadOf({ id, number_in_series: number, treated_at, time_zone }: Treatment, editing: boolean): string | undefined {
  const session = id === current.value?.id ? [] : [t("patient.session.named", { number, day: dayAndMonth(treated_at, time_zone) })];
  const parts = [...(editing ? [t("patient.check-in.edit")] : []), ...session];
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** What this entry raises, to be shown after saving. */
function findingsOf({ id, timeline }: Treatment, draft: Draft): readonly Finding[] {
  return findingsToReport(timeline, entriesOf(id), entryOf(draft), repliesAbout(id));
}
