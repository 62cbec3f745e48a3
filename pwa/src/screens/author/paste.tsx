import { useState } from "preact/hooks";
import { importSheetText } from "../../actions/sheets";
import { language, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/session";
import { ActionError, Button, Card, Field, Screen } from "../../ui";
import { emptySheet, fromText } from "./editing";
import { useNewDraft } from "./new-draft";
import "./author.css";

/** Characters that the server reads. */
const MOST = 200_000;
/** From this length on, the counter is shown. */
const NEAR = 180_000;

/** Reads the pasted text of a sheet and opens the desk with it. */
export default function Paste() {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const creating = useNewDraft();
  const name = title.trim() === "" ? (text.trim().split("\n", 1)[0] ?? "").trim().slice(0, 120) : title.trim();
  const reading = useAsyncAction(
    () => importSheetText(text),
    (read) => creating.run({ content: fromText(read, text, emptySheet("sheet", name, me()?.clinic?.name ?? "")) }),
  );
  const length = Array.from(text).length;
  const busy = reading.busy || creating.busy;
  return (
    <Screen wide title={t("practitioner.paste.title")} lead={t("practitioner.paste.lead")} back="/clinic/sheets">
      <Card>
        <Field label={t("practitioner.sheets.new.title")} hint={t("practitioner.desk.paste.title-hint")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
        <Field
          label={t("practitioner.paste.text")}
          type="area"
          value={text}
          onInput={setText}
          hint={length >= NEAR ? <span role="status">{t("practitioner.desk.paste.count", { count: length, most: MOST })}</span> : undefined}
          error={length > MOST ? t("practitioner.desk.paste.too-long", { most: MOST }) : undefined}
          more={{ rows: 16, lang: language.value }}
        />
        <ActionError {...reading} />
        <ActionError {...creating} />
        <Button busy={busy} disabled={text.trim() === "" || length > MOST} onClick={reading.run}>{t("practitioner.paste.read")}</Button>
      </Card>
    </Screen>
  );
}
