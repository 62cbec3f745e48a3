import { useEffect, useState } from "preact/hooks";
import { loadPatients, type PatientSearch } from "../../actions/patients";
import { t } from "../../i18n";
import { usePaged, type Paged } from "../../state/paged";
import type { PatientList } from "../../state/clinic";
import { Button, ButtonLink, Empty, Rows, Screen, useSearchParams, WhenLoaded } from "../../ui";
import { MoreRows } from "./paged-rows";
import { PatientRow } from "./patient-row";
import { EVERYONE, SearchForm } from "./patients-search";
import { useLeftList, useListKeys, useRememberedList } from "./use-list";
import "./lists.css";

const LIST = "patients";
const TYPING_MS = 200;

/** The search as it was left, and the text with which the screen was opened then. */
interface LeftSearch {
  readonly search: PatientSearch;
  readonly opened: string;
}

/** Everyone whom the clinic has treated, whether they use the app or not. */
export default function Patients() {
  const [params] = useSearchParams();
  const opened = params.get("search") ?? "";
  const remembered = useLeftList<LeftSearch>(LIST);
  const left = remembered?.view.opened === opened || opened === "" ? remembered : undefined;
  const [search, setSearch] = useState<PatientSearch>(left?.view.search ?? { ...EVERYONE, text: opened });
  const [first] = useState(() => JSON.stringify(search));
  const settled = useSettled(search);
  const key = JSON.stringify(settled);
  const paged = usePaged((after) => loadPatients(settled, after), key, key === first ? (left?.pages ?? 1) : 1);
  const pages = paged.loaded.state === "ready" ? paged.loaded.value.length : 0;
  useListKeys();
  useRememberedList(LIST, { view: { search, opened }, pages, ready: pages > 0 }, left);
  return (
    <Screen
      wide
      title={t("practitioner.patients.title")}
      beside={<ButtonLink href="/clinic/record" icon="check-in">{t("practitioner.queue.record")}</ButtonLink>}
    >
      <div class="patients">
        <SearchForm search={search} change={setSearch} />
        <Results paged={paged} clear={() => setSearch(EVERYONE)} />
        <MoreRows paged={paged} />
      </div>
    </Screen>
  );
}

/** The search once nobody has typed for a moment. */
function useSettled(search: PatientSearch): PatientSearch {
  const [settled, setSettled] = useState(search);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(search), search.text === settled.text ? 0 : TYPING_MS);
    return () => clearTimeout(waiting);
  }, [search]);
  return settled;
}

function Results({ paged, clear }: { paged: Paged<PatientList>; clear: () => void }) {
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
