import { useState } from "preact/hooks";
import { loadPatients, type PatientSearch } from "../../actions/patients";
import { t } from "../../i18n";
import { usePaged } from "../../state/paged";
import { ButtonLink, Screen, useSearchParams } from "../../ui";
import { MoreRows } from "./paged-rows";
import { Results, useSettled } from "./patients-results";
import { EVERYONE, SearchForm } from "./patients-search";
import { useLeftList, useListKeys, useRememberedList } from "./use-list";
import "./lists.css";

const LIST = "patients";

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
