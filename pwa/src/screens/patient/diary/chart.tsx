import { Card } from "../../../ui";
import { CourseChart } from "../../../ui/charts";
import { bands } from "../../../domain/course";
import { hoursSince } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { entries } from "../../../state/diary";
import { titleOf } from "../sheet-language";

/** The logged scores of each symptom over the course that the sheet expects. */
export default function Chart({ treatment }: { treatment: Treatment }) {
  return (
    <Card>
      <CourseChart
        entries={entries.value}
        bands={bands(treatment.timeline)}
        treatedAt={treatment.treated_at}
        nowHours={hoursSince(treatment.treated_at, now.value)}
      />
      <p class="small soft">{t("patient.diary.lines-note", { sheet: titleOf(treatment) })}</p>
    </Card>
  );
}
