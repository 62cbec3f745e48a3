import { useState } from "preact/hooks";
import { compareSheets, loadVersions } from "../../actions/sheets";
import type { TopicTree } from "../../domain/topics";
import { t } from "../../i18n";
import type { ComparedTopic, SheetComparison, SheetRule, SheetVersionSummary } from "../../state/authoring";
import { useLoaded } from "../../state/loaded";
import { Pill, Screen, Select, WhenLoaded, type Tone } from "../../ui";
import { topicLabel, useTopics } from "../use-topics";
import "./author.css";

/** Two sheets side by side, topic by topic: the same, different, or only in one. */
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
  const [a, setA] = useState(versions[0]?.id ?? "");
  const [b, setB] = useState(versions[1]?.id ?? "");
  const options = versions.map((version) => ({ value: version.id, label: `${version.title} (${version.version})` }));
  return (
    <div class="stack">
      <div class="pair">
        <Select label={t("practitioner.compare.a")} value={a} options={options} onChange={setA} />
        <Select label={t("practitioner.compare.b")} value={b} options={options} onChange={setB} />
      </div>
      {a !== "" && b !== "" && <Table a={a} b={b} />}
    </div>
  );
}

function Table({ a, b }: { a: string; b: string }) {
  const [loaded, again] = useLoaded(() => compareSheets(a, b), `${a} ${b}`);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8}>
      {(comparison) => <ComparisonTable {...comparison} />}
    </WhenLoaded>
  );
}

function ComparisonTable({ topics, a_title: left, b_title: right }: SheetComparison) {
  const tree = useTopics();
  return (
    <table class="compare">
      <thead>
        <tr>
          <th scope="col">{t("practitioner.compare.topic")}</th>
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
        </tr>
      </thead>
      <tbody>{topics.map((row) => <TopicRow key={`${row.topic} ${row.aspect}`} row={row} tree={tree} />)}</tbody>
    </table>
  );
}

const TONES: Readonly<Record<ComparedTopic["outcome"], Tone>> = {
  agreement: "teal",
  disagreement: "plum",
  "only-a": "sand",
  "only-b": "sand",
};

const OUTCOME_TEXTS = { agreement: "agreement", disagreement: "disagreement", "only-a": "silence", "only-b": "silence" } as const;

function TopicRow({ row, tree }: { row: ComparedTopic; tree: TopicTree | undefined }) {
  return (
    <tr>
      <th scope="row">
        {topicLabel(tree, row.topic)} <Pill tone={TONES[row.outcome]}>{t(`practitioner.compare.${OUTCOME_TEXTS[row.outcome]}`)}</Pill>
      </th>
      <RulesCell rules={row.a} />
      <RulesCell rules={row.b} />
    </tr>
  );
}

function RulesCell({ rules }: { rules: readonly SheetRule[] }) {
  if (rules.length === 0) return <td class="soft">{t("practitioner.compare.silent")}</td>;
  return (
    <td>
      {rules.map((rule) => (
        <p key={rule.id}>
          {rule.says} <span class="small soft">({rule.cite})</span>
        </p>
      ))}
    </td>
  );
}
