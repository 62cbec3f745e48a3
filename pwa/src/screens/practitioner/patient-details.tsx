import { useState } from "preact/hooks";
import { changePatient } from "../../actions/patients";
import { t } from "../../i18n";
import type { PatientPage } from "../../state/clinic";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Field, toast } from "../../ui";

const EARLIEST = 1900;

/** What the clinic knows its patient by. Year of birth and number tell people of one name apart. */
export function PatientDetails({ page, again }: { page: PatientPage; again: () => void }) {
  const [name, setName] = useState(page.name);
  const [number, setNumber] = useState(page.number);
  const [year, setYear] = useState(page.birth_year === null ? "" : String(page.birth_year));
  const [tried, setTried] = useState(false);
  const saving = useAsyncAction(
    () => changePatient(page.id, { name: name.trim(), number: number.trim(), birth_year: year.trim() === "" ? null : Number(year) }),
    () => {
      toast(t("practitioner.patient.change.saved"));
      again();
    },
  );
  const wrongName = name.trim() === "";
  const wrongYear = !isYear(year.trim());
  const save = () => {
    setTried(true);
    if (!wrongName && !wrongYear) saving.run();
  };
  return (
    <Card title={t("practitioner.patient.change")} icon="person">
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
        <Field
          label={t("practitioner.patient.change.name")}
          value={name}
          onInput={setName}
          error={tried && wrongName ? t("practitioner.record.missing.name") : undefined}
          more={{ maxLength: 120, autocomplete: "off" }}
        />
        <Field
          label={t("practitioner.patient.change.birth-year")}
          optional
          value={year}
          onInput={setYear}
          error={tried && wrongYear ? t("practitioner.patient.change.birth-year.wrong") : undefined}
          more={{ maxLength: 4, inputMode: "numeric", autocomplete: "off" }}
        />
        <Field label={t("practitioner.patient.change.number")} optional value={number} onInput={setNumber} more={{ maxLength: 40, autocomplete: "off" }} />
        <ActionError {...saving} />
        <Button kind="quiet" submit busy={saving.busy}>{t("practitioner.patient.change.save")}</Button>
      </form>
    </Card>
  );
}

/** An empty field, or a year in which a patient can have been born. */
function isYear(text: string): boolean {
  return text === "" || (/^\d{4}$/.test(text) && Number(text) >= EARLIEST && Number(text) <= new Date().getFullYear());
}
