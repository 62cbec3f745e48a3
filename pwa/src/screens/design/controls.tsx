import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button, ButtonLink, Card, Choice, Choices, Field, Pill, Row, Rows, Score, Select, StatusPill, Switch, type ScoreValue } from "../../ui";
import { word } from "./words";

const KINDS = ["primary", "quiet", "plain", "careful"] as const;
const VALUES = ["days", "photos", "lines"] as const;
const TONES = ["plain", "sand", "teal", "plum", "ochre"] as const;
const STATES = ["phone", "sending", "saved", "clinic", "attention"] as const;

/** Every kind of button, at rest, with an icon, busy and disabled. */
export function Buttons() {
  return (
    <section class="stack">
      <h2>{word("actions")}</h2>
      {KINDS.map((kind) => (
        <div key={kind} class="row">
          <Button kind={kind}>{t("common.save")}</Button>
          <Button kind={kind} icon="share">{t("common.retry")}</Button>
          <Button kind={kind} busy>{t("common.save")}</Button>
          <Button kind={kind} disabled>{t("common.save")}</Button>
        </div>
      ))}
      <Button wide icon="yes">{t("common.save")}</Button>
      <ButtonLink kind="quiet" href="/design">{t("common.back")}</ButtonLink>
    </section>
  );
}

/** Choices of one and of several, in every shape, a score and a switch. */
export function ChoiceSamples() {
  const [one, setOne] = useState<(typeof VALUES)[number]>("days");
  const [some, setSome] = useState<(typeof VALUES)[number][]>(["photos"]);
  const [score, setScore] = useState<ScoreValue | null>(null);
  const [on, setOn] = useState(true);
  const options = VALUES.map((value) => ({ value, label: t(`patient.diary.${value}`) }));
  return (
    <section class="stack">
      <h2>{word("choices")}</h2>
      <Choice legend={word("sample")} options={options} value={one} onChange={setOne} />
      <Choice legend={word("sample")} quietLegend shape="segments" options={options} value={one} onChange={setOne} />
      <Choice legend={word("sample")} quietLegend shape="list" options={options.map((each) => ({ ...each, detail: word("long") }))} value={one} onChange={setOne} />
      <Choices legend={word("sample")} options={options} values={some} onChange={setSome} />
      <Score label={t("common.symptom.swelling")} value={score} onChange={setScore} earlier={{ score: 2, name: word("sample") }} />
      <div class="spread">
        <span>{word("sample")}</span>
        <Switch label={word("sample")} on={on} onChange={setOn} />
      </div>
    </section>
  );
}

/** A field in each of its states, and a drop-down list. */
export function Fields() {
  const [text, setText] = useState("");
  return (
    <section class="stack">
      <h2>{word("samples")}</h2>
      <Field label={word("sample")} value={text} onInput={setText} optional />
      <Field label={word("sample")} value={text} onInput={setText} hint={word("long")} error={word("wrong")} />
      <Field label={word("sample")} type="area" value={text} onInput={setText} />
      <Select label={word("sample")} value="days" options={VALUES.map((value) => ({ value, label: t(`patient.diary.${value}`) }))} onChange={setText} />
    </section>
  );
}

/** Rows of each sort, cards of each tone, pills. */
export function Lists() {
  return (
    <section class="stack">
      <h2>{word("rows")}</h2>
      <Rows label={word("rows")}>
        <Row title={word("sample")} detail={word("long")} />
        <Row icon="bell" title={word("sample")} href="/design" />
        <Row icon="yes" title={word("sample")} onClick={() => undefined} beside={<Pill tone="teal">{word("sample")}</Pill>} />
        <Row title={word("sample")} detail={word("long")} onClick={() => undefined} control={<Button kind="quiet">{t("common.save")}</Button>} />
      </Rows>
      {TONES.map((tone) => (
        <Card key={tone} tone={tone} icon="info" title={word("sample")}>
          <p>{word("quick")}</p>
        </Card>
      ))}
      <p class="row">{STATES.map((state) => <StatusPill key={state} state={state} />)}</p>
    </section>
  );
}
