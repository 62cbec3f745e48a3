import { PATIENT_FILTERS, PATIENT_SORTS, type PatientFilter, type PatientSearch } from "../../actions/patients";
import { t } from "../../i18n";
import { lengthOfTime } from "../../i18n/dates";
import { Choices, Field, Select } from "../../ui";

/** The search that finds everyone. */
export const EVERYONE: PatientSearch = { text: "", filters: [], weeks: null, sort: "last-visit" };

const WEEKS = [2, 4, 8, 26, 52] as const;
const ANY = "any";

/** The search field, the filters and the order. */
export function SearchForm({ search, change }: { search: PatientSearch; change: (search: PatientSearch) => void }) {
  return (
    <form class="patients__search" role="search" onSubmit={(event) => event.preventDefault()}>
      <Field
        label={t("practitioner.patients.find")}
        hint={t("practitioner.patients.find.hint")}
        type="search"
        value={search.text}
        onInput={(text) => change({ ...search, text })}
        more={{ maxLength: 120, autocomplete: "off", enterkeyhint: "search" }}
      />
      <Choices<PatientFilter>
        legend={t("practitioner.patients.filter")}
        options={PATIENT_FILTERS.map((value) => ({ value, label: t(`practitioner.patients.filter.${value}`) }))}
        values={search.filters}
        onChange={(filters) => change(withFilters(search, filters))}
      />
      <div class="patients__order">
        <Select
          label={t("practitioner.patients.treated")}
          value={search.weeks === null ? ANY : String(search.weeks)}
          options={[
            { value: ANY, label: t("practitioner.patients.treated.any") },
            ...WEEKS.map((weeks) => ({ value: String(weeks), label: t("practitioner.patients.treated.weeks", { length: lengthOfTime(weeks, "week") }) })),
          ]}
          onChange={(weeks) => change({ ...search, weeks: weeks === ANY ? null : Number(weeks) })}
        />
        <Select
          label={t("practitioner.patients.sort")}
          value={search.sort}
          options={PATIENT_SORTS.map((value) => ({ value, label: t(`practitioner.patients.sort.${value}`) }))}
          onChange={(sort) => change(withSort(search, sort))}
        />
      </div>
    </form>
  );
}

/** Without planned sessions there is no next session to sort by. */
function withFilters(search: PatientSearch, filters: readonly PatientFilter[]): PatientSearch {
  const sort = search.sort === "next-session" && !filters.includes("planned") ? "last-visit" : search.sort;
  return { ...search, filters, sort };
}

/** The order by the next session lists only patients who have one: the filter says so. */
function withSort(search: PatientSearch, sort: PatientSearch["sort"]): PatientSearch {
  const filters = sort === "next-session" && !search.filters.includes("planned") ? [...search.filters, "planned" as const] : search.filters;
  return { ...search, sort, filters };
}
