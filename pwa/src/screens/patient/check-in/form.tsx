import { useState } from "preact/hooks";
import { go } from "../../../ui/router";
import { toast } from "../../../ui";
import { isBegun, type Draft } from "../../../actions/diary/draft";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { findingsToReport } from "../../../domain/findings-to-report";
import { t } from "../../../i18n";
import { entries } from "../../../state/diary";
import { repliedAt } from "../../../state/replies";
import { Details } from "./details";
import { entryOf } from "./entry-of";
import { Frame, titleAt } from "./frame";
import { Question } from "./question";
import { Save } from "./save";
import { answerComparison, askingOf, momentOf, useWriting } from "./use-answers";
import { useStoredDraft } from "./use-stored-draft";

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
  const [isOpen, setOpen] = useState(editing || isBegun(initial) || !asking.day);
  const open = (): void => {
    setOpen(true);
    scrollTo(0, 0);
  };
  return (
    <Frame
      title={titleAt(treatment, momentOf(writing.draft))}
      step={isOpen ? "details" : "question"}
      lead={editing ? t("patient.check-in.edit") : undefined}
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
  go(editing ? "/diary" : "/");
}

/** What this entry raises, to be shown after saving. */
function findingsOf({ timeline }: Treatment, draft: Draft): readonly Finding[] {
  return findingsToReport(timeline, entries.value, entryOf(draft), repliedAt.value);
}
