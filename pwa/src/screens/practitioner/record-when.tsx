import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { timeZoneCity } from "../../i18n/time-zone-city";
import type { SheetSummary, TreatmentForClinic } from "../../state/clinic";
import { Banner, Button, Card, Choice, Choices, Field, Select } from "../../ui";
import { timeZoneOptions } from "../time-zones";
import { flagLabel } from "./flag-label";
import { LastTime } from "./record-last-time";
import type { PartProps } from "./record-parts";
import { TooEarly } from "./record-questions";
import { sheetTitle } from "../../i18n/sheet-title";

/** When the treatment ended, in which time zone, and which sheet applies. */
export function When({ form, change, recording, wrong, last, questions, twice }: PartProps & { twice: boolean }) {
  const sheet = recording.sheets.find(({ key }) => key === form.sheet);
  const before = recording.sheets.find(({ key }) => key === last?.sheet.key && key !== form.sheet);
  const choose = (chosen: string) => change({ sheet: chosen, flags: [], kind: recording.sheets.find(({ key }) => key === chosen)?.kind ?? form.kind });
  return (
    <Card title={t("practitioner.record.when")} icon="calendar">
      <Field
        label={t("practitioner.record.at")}
        type="datetime-local"
        value={form.at}
        onInput={(at) => change({ at, fold: null })}
        error={wrong.at && t("practitioner.record.missing.at")}
      />
      {questions && <TooEarly form={form} before={questions.before} />}
      {twice && (
        <Choice
          legend={t("practitioner.record.fold")}
          options={[{ value: "0", label: t("practitioner.record.fold.0") }, { value: "1", label: t("practitioner.record.fold.1") }]}
          value={form.fold === null ? null : form.fold === 0 ? "0" : "1"}
          onChange={(fold) => change({ fold: fold === "0" ? 0 : 1 })}
        />
      )}
      <TimeZone value={form.timeZone} onChange={(timeZone) => change({ timeZone })} />
      <div class="stack record__field" {...(wrong.sheet && { "data-fault": "" })}>
        <Select
          label={t("practitioner.record.sheet")}
          value={form.sheet}
          options={[...(form.sheet === "" ? [{ value: "", label: t("practitioner.record.sheet.choose") }] : []), ...recording.sheets.map((offered) => ({ value: offered.key, label: sheetTitle(offered) }))]}
          onChange={choose}
        />
        {wrong.sheet && <Banner tone="attention" alert>{t("practitioner.record.missing.sheet")}</Banner>}
        {last && <WhichSheet last={last} sheet={sheet} isOffered={recording.sheets.some(({ key }) => key === last.sheet.key)} />}
        {before && <LastTime name={t("practitioner.record.sheet")} value={sheetTitle(before)} now="" take={() => choose(before.key)} />}
      </div>
      {sheet && sheet.flags.length > 0 && (
        <Choices
          legend={t("practitioner.record.flags")}
          options={sheet.flags.map((flag) => ({ value: flag, label: flagLabel(flag, sheet.conditions) }))}
          values={form.flags}
          onChange={(flags) => change({ flags })}
        />
      )}
    </Card>
  );
}

interface WhichSheetProps {
  readonly last: TreatmentForClinic;
  readonly sheet: SheetSummary | undefined;
  readonly isOffered: boolean;
}

/** How the chosen sheet is related to that of the patient's last session. */
function WhichSheet({ last, sheet, isOffered }: WhichSheetProps) {
  if (!isOffered) return <p class="small soft">{t("practitioner.record.sheet.retired", { title: last.sheet.title })}</p>;
  if (sheet?.key !== last.sheet.key) return null;
  return <p class="small soft">{t(sheet.version > last.sheet.version ? "practitioner.record.sheet.last-newer" : "practitioner.record.sheet.last")}</p>;
}

/** The time zone, folded away: it is rarely another one than the clinic's. */
function TimeZone({ value, onChange }: { value: string; onChange: (timeZone: string) => void }) {
  const [open, setOpen] = useState(false);
  if (open) return <Select label={t("practitioner.record.time-zone")} value={value} options={timeZoneOptions(value)} onChange={onChange} />;
  return (
    <p class="row record__time-zone">
      <span class="soft">{t("practitioner.record.time-zone.is", { place: timeZoneCity(value) })}</span>
      <Button kind="plain" label={t("practitioner.record.time-zone.change")} onClick={() => setOpen(true)}>{t("practitioner.record.time-zone.button")}</Button>
    </p>
  );
}
