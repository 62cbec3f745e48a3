import { useState } from "preact/hooks";
import { Card, Choice, Empty } from "../../../ui";
import { CourseChart, CourseTable, linesOf } from "../../../ui/charts";
import { bands } from "../../../domain/course";
import { hoursSince } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import type { Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { entriesOf, treatment as current } from "../../../state/diary";
import { symptomLabel } from "../../labels";
import { titleOf } from "../sheet-language";

type Shown = Symptom | "all";

/** The logged scores of each symptom, or of one that is chosen, over the course that the sheet expects; also as a table. */
export default function Chart({ treatment }: { treatment: Treatment }) {
  const [shown, setShown] = useState<Shown>("all");
  const { timeline } = treatment;
  const of = { entries: entriesOf(treatment.id), bands: bands(timeline), timeline };
  const symptoms = linesOf(of.entries, of.bands, timeline.treated_at).map(({ symptom }) => symptom);
  const only = symptoms.find((symptom) => symptom === shown);
  if (!symptoms.length) return <Empty icon="timeline" title={t("patient.chart.empty")} />;
  const options = [{ value: "all" as Shown, label: t("patient.chart.all") }, ...symptoms.map((symptom) => ({ value: symptom, label: symptomLabel(symptom) }))];
  return (
    <>
      {symptoms.length > 1 && <Choice<Shown> legend={t("patient.chart.symptom")} quietLegend value={only ?? "all"} onChange={setShown} options={options} />}
      <Card>
        <CourseChart {...of} only={only} {...(treatment.id === current.value?.id && { nowHours: hoursSince(timeline.treated_at, now.value) })} />
        <p class="small soft">{t("patient.diary.lines-note", { sheet: titleOf(treatment) })}</p>
        <Table {...of} />
      </Card>
    </>
  );
}

/** The table is built when it is opened: a course of a year has many rows. */
function Table(of: Parameters<typeof CourseTable>[0]) {
  const [open, setOpen] = useState(false);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("common.chart.table")}</summary>
      {open && <CourseTable {...of} />}
    </details>
  );
}
