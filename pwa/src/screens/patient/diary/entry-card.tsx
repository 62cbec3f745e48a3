import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import type { DiaryEntry } from "../../../domain/diary-days";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { entryState } from "../../../state/diary";
import { Button, ButtonLink, Pill } from "../../../ui";
import { EraseEntry } from "../erasing";
import { SyncPill } from "../sync-pill";
import { SymptomBars } from "./bars";
import { DayPhotos } from "./day-photos";
import { QuestionAndReplies, Reports, Signs, States } from "./entry-parts";
import { Usages } from "./usages";
import { Versions } from "./versions";

/** One entry of a day, with everything that it holds. */
export function EntryCard({ treatment, of: { entry, photos, replies } }: { treatment: Treatment; of: DiaryEntry }) {
  const [comparing, setComparing] = useState(false);
  const { scores, note, question, back_dated } = entry.document;
  const state = entryState(entry.id);
  return (
    <article class="card">
      <div class="spread">
        <h2>{timeOfDay(entry.occurred_at)}</h2>
        <span class="row">
          {back_dated && <Pill icon="calendar">{t("patient.diary.back-dated")}</Pill>}
          {state !== "saved" && <SyncPill state={state} />}
        </span>
      </div>
      <DayPhotos photos={photos} />
      <SymptomBars scores={scores} />
      <Signs document={entry.document} />
      <States document={entry.document} />
      <Reports document={entry.document} treatment={treatment} />
      <Usages treatment={treatment} entry={entry} />
      {note !== "" && <p class="words">{note}</p>}
      <QuestionAndReplies question={question} replies={replies} />
      <div class="entry-actions">
        <ButtonLink href={`/check-in?entry=${entry.id}`} kind="plain" icon="edit">
          {t("patient.diary.edit")}
        </ButtonLink>
        <EraseEntry entry={entry} />
        {entry.edited && (
          <Button kind="plain" icon="wait" onClick={() => setComparing(true)}>
            {t("patient.versions.show")}
          </Button>
        )}
      </div>
      {entry.edited && <Versions treatment={treatment} entry={entry} open={comparing} onClose={() => setComparing(false)} />}
    </article>
  );
}
