import { useState } from "preact/hooks";
import { importSheetText } from "../../actions/sheets";
import { problemText, t } from "../../i18n";
import type { ImportedSheet, SheetRule } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { Banner, Button, Card, Field, Pill, Screen } from "../../ui";
import { emptySheet, fromText, idFrom } from "./editing";
import { useNewDraft } from "./sheets";
import "./author.css";

/** Imports the text of a sheet: each line with the rules made from it, or marked as open. */
export default function Paste() {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [read, setRead] = useState<ImportedSheet | null>(null);
  const { busy, problem, run } = useAsyncAction();
  const go = () => void run(async () => setRead(await importSheetText(text)));
  return (
    <Screen wide title={t("practitioner.paste.title")} lead={t("practitioner.paste.lead")} back="/clinic/sheets">
      <Card>
        <Field label={t("practitioner.sheets.new.title")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
        <Field label={t("practitioner.paste.text")} type="area" value={text} onInput={setText} more={{ maxLength: 60_000, rows: 12 }} />
        <Button busy={busy} disabled={text.trim() === ""} onClick={go}>{t("practitioner.paste.read")}</Button>
        {problem !== undefined && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
      </Card>
      {read && <Draft read={read} title={title.trim() || t("practitioner.paste.title")} />}
    </Screen>
  );
}

function Draft({ read, title }: { read: ImportedSheet; title: string }) {
  const { begin, problem } = useNewDraft();
  const rules = new Map(read.rules.map((rule) => [rule.id, rule]));
  const lines = read.lines.filter((line) => !line.heading);
  const count = lines.filter((line) => line.rule_ids.length > 0).length;
  return (
    <section class="stack">
      <div class="spread">
        <h2>{t("practitioner.paste.read-count", { read: count, lines: lines.length })}</h2>
        <Button onClick={() => begin({ document: fromText(read, emptySheet(idFrom(title), title, "")) })}>{t("practitioner.paste.begin")}</Button>
      </div>
      {problem !== undefined && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
      <ol class="import-lines">
        {read.lines.map((line, at) => (
          <li key={at} class={line.heading ? "import-lines__heading" : ""}>
            <p>{line.text}</p>
            {!line.heading && <Rules ids={line.rule_ids} rules={rules} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rules({ ids, rules }: { ids: readonly string[]; rules: ReadonlyMap<string, SheetRule> }) {
  if (ids.length === 0) return <Pill tone="ochre" icon="wait">{t("practitioner.paste.open")}</Pill>;
  return (
    <ul class="stack-s">
      {ids.flatMap((id) => rules.get(id) ?? []).map((rule) => (
        <li key={rule.id} class="row">
          <Pill tone="teal">{t(`practitioner.sheet.verb.${rule.verb}`)}</Pill>
          <span>{rule.topics.join(", ")}</span>
          <code class="small">{[rule.from, rule.until].filter(Boolean).join(" → ")}</code>
        </li>
      ))}
    </ul>
  );
}
