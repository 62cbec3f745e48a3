import { useState } from "preact/hooks";
import { importSheetText } from "../../actions/sheets";
import { t } from "../../i18n";
import type { ImportedSheet, SheetRule } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Field, Pill, Screen } from "../../ui";
import { topicLabel, useTopics } from "../use-topics";
import { emptySheet, fromText, idFrom } from "./editing";
import { useNewDraft } from "./sheets";
import "./author.css";

/** Turns the pasted text of a sheet into rules, line by line. Lines that cannot be read are marked. */
export default function Paste() {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [read, setRead] = useState<ImportedSheet | null>(null);
  const reading = useAsyncAction(() => importSheetText(text), setRead);
  return (
    <Screen wide title={t("practitioner.paste.title")} lead={t("practitioner.paste.lead")} back="/clinic/sheets">
      <Card>
        <Field label={t("practitioner.sheets.new.title")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
        <Field label={t("practitioner.paste.text")} type="area" value={text} onInput={setText} more={{ maxLength: 60_000, rows: 12 }} />
        <ActionError {...reading} />
        <Button busy={reading.busy} disabled={text.trim() === ""} onClick={reading.run}>{t("practitioner.paste.read")}</Button>
      </Card>
      {read && <Draft read={read} title={title.trim() || t("practitioner.paste.title")} />}
    </Screen>
  );
}

function Draft({ read, title }: { read: ImportedSheet; title: string }) {
  const creating = useNewDraft();
  const rules = new Map(read.rules.map((rule) => [rule.id, rule]));
  const lines = read.lines.filter((line) => !line.heading);
  const count = lines.filter((line) => line.rule_ids.length > 0).length;
  return (
    <section class="stack">
      <div class="spread">
        <h2>{t("practitioner.paste.read-count", { read: count, lines: lines.length })}</h2>
        <Button busy={creating.busy} onClick={() => creating.run({ document: fromText(read, emptySheet(idFrom(title), title, "")) })}>{t("practitioner.paste.begin")}</Button>
      </div>
      <ActionError {...creating} />
      <ol class="import">
        {read.lines.map((line, at) => (
          <li key={at} class={line.heading ? "import__heading" : ""}>
            <p>{line.text}</p>
            {!line.heading && <Rules ids={line.rule_ids} rules={rules} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rules({ ids, rules }: { ids: readonly string[]; rules: ReadonlyMap<string, SheetRule> }) {
  const tree = useTopics();
  if (ids.length === 0) return <Pill tone="ochre" icon="wait">{t("practitioner.paste.open")}</Pill>;
  return (
    <ul class="stack-s">
      {ids.flatMap((id) => rules.get(id) ?? []).map((rule) => (
        <li key={rule.id} class="row">
          <Pill tone="teal">{t(`practitioner.sheet.verb.${rule.verb}`)}</Pill>
          <span>{rule.topics.map((topic) => topicLabel(tree, topic)).join(", ")}</span>
          <code class="small">{[rule.from, rule.until].filter(Boolean).join(" → ")}</code>
        </li>
      ))}
    </ul>
  );
}
