import { useEffect, useState } from "preact/hooks";
import type { PatientSearch } from "../../actions/patients";
import { t } from "../../i18n";
import type { PatientList } from "../../state/clinic";
import type { Paged } from "../../state/paged";
import { Button, Empty, Rows, WhenLoaded } from "../../ui";
import { PatientRow } from "./patient-row";

const TYPING_MS = 200;

/** The search once nobody has typed for a moment. */
export function useSettled(search: PatientSearch): PatientSearch {
  const [settled, setSettled] = useState(search);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(search), search.text === settled.text ? 0 : TYPING_MS);
    return () => clearTimeout(waiting);
  }, [JSON.stringify(search)]);
  return settled;
}

/** The patients who match, or that there are none. */
export function Results({ paged, clear }: { paged: Paged<PatientList>; clear: () => void }) {
  return (
    <WhenLoaded loaded={paged.loaded} again={paged.again} lines={8}>
      {(pages) => {
        const patients = pages.flatMap((page) => page.patients);
        if (patients.length > 0) {
          return (
            <Rows label={t("practitioner.patients.list")}>
              {patients.map((patient) => <PatientRow key={patient.id} patient={patient} />)}
            </Rows>
          );
        }
        return pages.some((page) => page.any) ? <Nobody clear={clear} /> : <NoneYet />;
      }}
    </WhenLoaded>
  );
}

function Nobody({ clear }: { clear: () => void }) {
  return (
    <Empty icon="search" title={t("practitioner.patients.none.title")}>
      <p role="status">{t("practitioner.patients.none.text")}</p>
      <Button kind="quiet" onClick={clear}>{t("practitioner.patients.clear")}</Button>
    </Empty>
  );
}

function NoneYet() {
  return (
    <Empty icon="people" title={t("practitioner.patients.empty.title")}>
      <p>{t("practitioner.patients.empty.text")}</p>
    </Empty>
  );
}
