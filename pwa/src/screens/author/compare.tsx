import { useState } from "preact/hooks";
import { compareSheets, loadVersions } from "../../actions/sheets";
import { language, t } from "../../i18n";
import type { SheetComparison, SheetRule, SheetVersionSummary } from "../../state/authoring";
import { useLoaded } from "../../state/loaded";
import { Banner, Choices, Pill, Screen, Select, useSearchParams, WhenLoaded, type Tone } from "../../ui";
import { DIFFERENCES, grouped, OUTCOMES, sentenceOf, type ComparedGroup, type Outcome } from "./compare-rows";
import "./author.css";

/** Two sheets or versions side by side: what differs, and how much. `?a=…&b=…` chooses them. */
export default function Compare() {
  const [loaded, again] = useLoaded(loadVersions);
  return (
    <Screen wide title={t("practitioner.compare.title")} back="/clinic/sheets">
      <WhenLoaded loaded={loaded} again={again}>
        {(versions) => <Chosen versions={versions} />}
      </WhenLoaded>
    </Screen>
  );
}

function Chosen({ versions }: { versions: readonly SheetVersionSummary[] }) {
  const [asked] = useSearchParams();
  const known = (id: string | null, at: number): string => versions.find((version) => version.id === id)?.id ?? versions[at]?.id ?? "";
  const [a, setA] = useState(known(asked.get("a"), 0));
  const [b, setB] = useState(known(asked.get("b"), 1));
  const options = versions.map((version) => ({ value: version.id, label: nameOf(version) }));
  return (
    <div class="stack">
      <div class="sheet-compare__choice">
        <Select label={t("practitioner.compare.a")} value={a} options={options} onChange={setA} />
        <Select label={t("practitioner.compare.b")} value={b} options={options} onChange={setB} />
      </div>
      {a === b ? <Banner>{t("practitioner.compare.same")}</Banner> : <Compared a={a} b={b} names={[named(versions, a), named(versions, b)]} />}
    </div>
  );
}

/** "Gentle aftercare, version 2 (draft)". */
function nameOf({ title, version, published_at, built_in }: SheetVersionSummary): string {
  const isDraft = published_at === null && !built_in;
  return t(isDraft ? "practitioner.compare.draft" : "practitioner.compare.version", { title, version });
}

function named(versions: readonly SheetVersionSummary[], id: string): string {
  const version = versions.find((each) => each.id === id);
  return version ? nameOf(version) : "";
}

function Compared({ a, b, names }: { a: string; b: string; names: TableProps["titles"] }) {
  const [loaded, again] = useLoaded(() => compareSheets(a, b), `${a} ${b}`);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8}>
      {(comparison) => <Comparison comparison={comparison} names={names} />}
    </WhenLoaded>
  );
}

function Comparison({ comparison, names }: { comparison: SheetComparison; names: TableProps["titles"] }) {
  const [shown, show] = useState<readonly Outcome[]>(DIFFERENCES);
  const { counts, topics } = comparison;
  const sums: Readonly<Record<Outcome, number>> = {
    ...{ agreement: counts.agree, disagreement: counts.differ },
    ...{ "only-a": counts.only_a, "only-b": counts.only_b },
  };
  const rows = grouped(topics, shown);
  return (
    <div class="stack">
      <p class="sheet-compare__sum">{t("practitioner.compare.sum", { agree: counts.agree, differ: counts.differ, first: counts.only_a, second: counts.only_b })}</p>
      <Choices
        legend={t("practitioner.compare.show")}
        options={OUTCOMES.map((outcome) => ({ value: outcome, label: `${t(`practitioner.compare.${outcome}`)} (${sums[outcome]})` }))}
        values={shown}
        onChange={show}
      />
      {rows.length === 0 ? <p class="soft" role="status">{t("practitioner.compare.none")}</p> : <Table rows={rows} titles={names} />}
    </div>
  );
}

interface TableProps {
  readonly rows: readonly ComparedGroup[];
  readonly titles: readonly [string, string];
}

function Table({ rows, titles }: TableProps) {
  return (
    <table class="sheet-compare">
      <thead>
        <tr>
          <th scope="col">{t("practitioner.compare.topic")}</th>
          {titles.map((title, at) => <th key={at} scope="col">{title}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <GroupRow key={`${row.aspect} ${row.outcome} ${row.topics.join()}`} row={row} titles={titles} />)}
      </tbody>
    </table>
  );
}

const TONES: Readonly<Record<Outcome, Tone>> = { agreement: "teal", disagreement: "plum", "only-a": "sand", "only-b": "sand" };

function GroupRow({ row, titles: [a, b] }: { row: ComparedGroup } & Omit<TableProps, "rows">) {
  const { topics, aspect, outcome } = row;
  return (
    <tr>
      <th scope="row">
        <span class="sheet-compare__topics">{topics.join(", ")}</span>
        <span class="row">
          <Pill tone={TONES[outcome]}>{t(`practitioner.compare.${outcome}`)}</Pill>
          {aspect !== "may" && <span class="small soft">{t(`practitioner.compare.aspect.${aspect}`)}</span>}
        </span>
      </th>
      <RulesCell title={a} rules={row.a} />
      <RulesCell title={b} rules={row.b} />
    </tr>
  );
}

/** On a narrow screen the cells are below each other, each with the title of its sheet. */
function RulesCell({ title, rules }: { title: string; rules: readonly SheetRule[] }) {
  return (
    <td data-title={title} class={rules.length === 0 ? "soft" : ""}>
      {rules.length === 0 && t("practitioner.compare.silent")}
      {rules.map((rule) => {
        const { says, ...lang } = sentenceOf(rule.says, language.value);
        return (
          <p key={rule.id}>
            <span {...lang}>{says}</span> <span class="small soft">({rule.cite})</span>
          </p>
        );
      })}
    </td>
  );
}
