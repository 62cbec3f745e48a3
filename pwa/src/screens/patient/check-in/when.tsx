import { Field, Pill } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { clockTrouble, now } from "../../../state/clock";
import { ClockBanner } from "../clock-banner";
import { localInput } from "../format";
import { momentOf } from "./use-answers";

interface WhenProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** An earlier time for the check-in, which is rarely needed; open if the clock of this phone may be wrong. */
export function When({ treatment, draft, onChange }: WhenProps) {
  return (
    <details class="further" open={clockTrouble.value}>
      <summary>{t("patient.check-in.earlier")}</summary>
      <div class="stack">
        <ClockBanner />
        <Field
          label={t("patient.check-in.when")}
          type="datetime-local"
          value={localInput(momentOf(draft))}
          onInput={(value) => onChange({ occurred_at: momentIn(value) })}
          hint={t("patient.check-in.when-hint")}
          more={{ min: localInput(Date.parse(treatment.treated_at)), max: localInput(now.value) }}
        />
        {draft.document.back_dated && <Pill icon="calendar">{t("patient.diary.back-dated")}</Pill>}
      </div>
    </details>
  );
}

/**
 * The instant of the input's value, but never later than now; null (which means now) for an empty or impossible one.
 */
function momentIn(value: string): string | null {
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : new Date(Math.min(at, Date.now())).toISOString();
}
