import { useState } from "preact/hooks";
import { discardPasted, loadPasted, savePasted, type Pasted } from "../../actions/pasted";
import { importSheetText } from "../../actions/sheets";
import { language, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { ActionError, Banner, Button, Card, Choice, Field, Screen } from "../../ui";
import { emptySheet, fromText } from "./editing";
import { useNewDraft } from "./new-draft";
import { languageName } from "../../i18n/language-name";
import "./author.css";

/** Characters that the server reads. */
const MOST = 200_000;
/** From this length on, the counter is shown. */
const NEAR = 180_000;

/** The languages that the server reads. */
const SPOKEN = ["en", "de"] as const;
type Spoken = (typeof SPOKEN)[number];

function isLanguageProblem(code: string | undefined): boolean {
  return code === "language-unknown" || code === "language-other";
}

/** Reads the pasted text of a sheet and opens the desk with it. */
export default function Paste() {
  const [{ text, title }, setPasted] = useState(loadPasted);
  const [isStored, setStored] = useState(true);
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  const change = (part: Partial<Pasted>): void => {
    const pasted = { text, title, ...part };
    setPasted(pasted);
    setStored(savePasted(pasted));
  };
  const creating = useNewDraft(discardPasted);
  const name = title.trim() === "" ? (text.trim().split("\n", 1)[0] ?? "").trim().slice(0, 120) : title.trim();
  const reading = useAsyncAction(
    (language: Spoken | null) => importSheetText(text, language),
    (read) => creating.run({ content: fromText(read, text, emptySheet("sheet", name, me()?.clinic?.name ?? "")) }),
  );
  const length = Array.from(text).length;
  const busy = reading.busy || creating.busy;
  return (
    <Screen wide title={t("practitioner.paste.title")} lead={t("practitioner.paste.lead")} back="/clinic/sheets">
      <Card>
        <Field label={t("practitioner.sheets.new.title")} hint={t("practitioner.desk.paste.title-hint")} value={title} onInput={(typed) => change({ title: typed })} more={{ maxLength: 120 }} />
        <Field
          label={t("practitioner.paste.text")}
          type="area"
          value={text}
          onInput={(typed) => change({ text: typed })}
          hint={length >= NEAR ? <span role="status">{t("practitioner.desk.paste.count", { count: length, most: MOST })}</span> : undefined}
          error={length > MOST ? t("practitioner.desk.paste.too-long", { most: MOST }) : undefined}
          more={{ rows: 16, lang: language.value }}
        />
        {!isStored && <Banner tone="attention">{t("practitioner.desk.paste.not-kept")}</Banner>}
        <ActionError {...reading} />
        {isLanguageProblem(reading.problem) && (
          <Choice legend={t("practitioner.desk.paste.language")} options={SPOKEN.map((code) => ({ value: code, label: languageName(code) }))} value={spoken} onChange={setSpoken} />
        )}
        <ActionError {...creating} />
        <Button busy={busy} disabled={text.trim() === "" || length > MOST} onClick={() => reading.run(spoken)}>{t("practitioner.paste.read")}</Button>
      </Card>
    </Screen>
  );
}
