import { Field, lazy, Pill } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import type { Entry, Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { localInput } from "../format";
import type { ChangeDocument } from "./change-document";

const DepartureNote = lazy(async () => (await import("./departure-note")).DepartureNote);

const MOST = 40;
const LONGEST = 200;

interface MoreProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly change: ChangeDocument;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Fields that are rarely filled in: products, activities, and an earlier time. */
export function More({ treatment, draft, change, onChange }: MoreProps) {
  const { products, activities, back_dated } = draft.document;
  return (
    <details class="further">
      <summary>{t("patient.check-in.more")}</summary>
      <div class="stack">
        <Lines label={t("patient.check-in.products")} lines={products} onLines={(lines) => change({ products: lines })} />
        <Lines label={t("patient.check-in.activities")} lines={activities} onLines={(lines) => change({ activities: lines })} />
        {products.length + activities.length > 0 && <DepartureNote treatment={treatment} entry={entryOf(draft)} />}
        <Field
          label={t("patient.check-in.when")}
          type="datetime-local"
          value={localInput(draft.occurred_at === null ? now.value : Date.parse(draft.occurred_at))}
          onInput={(value) => onChange({ occurred_at: momentOf(value) })}
          hint={t("patient.check-in.when-hint")}
          more={{ min: localInput(Date.parse(treatment.treated_at)), max: localInput(now.value) }}
        />
        {back_dated && <Pill icon="calendar">{t("patient.diary.back-dated")}</Pill>}
      </div>
    </details>
  );
}

/** The entry as it would be saved now. */
function entryOf({ entry_id: id, treatment_id, occurred_at, document }: Draft): Entry {
  return { id, treatment_id, occurred_at: occurred_at ?? new Date(now.value).toISOString(), document, revision: 0, edited: false };
}

/**
 * The instant of the input's value, but never later than now; null (which means now) for an empty or impossible one.
 */
function momentOf(value: string): string | null {
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : new Date(Math.min(at, Date.now())).toISOString();
}

function Lines({ label, lines, onLines }: { label: string; lines: readonly string[]; onLines: (lines: string[]) => void }) {
  const split = (text: string): string[] => text.split(",").map((line) => line.trimStart().slice(0, LONGEST)).slice(0, MOST);
  return (
    <Field
      label={label}
      optional
      value={lines.join(", ")}
      onInput={(text) => onLines(text.trim() === "" ? [] : split(text))}
      hint={t("patient.check-in.commas")}
    />
  );
}
