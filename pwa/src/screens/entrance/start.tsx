import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { loadSheets, readSheet, startAlone, type Reading } from "../../actions/entrance/start-alone";
import { discardPasted, loadPasted, savePasted, type Pasted } from "../../actions/pasted";
import { language, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { me } from "../../state/auth-session";
import { fetchTreatment } from "../../state/diary";
import { ActionError, Button, Choice, Field, WhenLoaded } from "../../ui";
import { Frame } from "./frame";
import { isTooLong, OwnSheet, type SheetLanguage } from "./own-sheet";
import { StorageNotice } from "./storage";
import { PasskeyForm } from "./passkey-form";

/** Start a diary without a clinic: a name and a passkey, what Afterglow stores, then a sheet and a time. */
export default function Start() {
  const [informed, setInformed] = useState(me() !== undefined);
  const [registered, setRegistered] = useState(false);
  if (!informed && registered) return <StorageNotice withClinic={false} onGo={() => setInformed(true)} />;
  return informed ? <Treatment /> : <Register onRegistered={() => setRegistered(true)} />;
}

function Register({ onRegistered }: { onRegistered: () => void }) {
  const create = (name: string) => createPasskey({ name }).then(onRegistered);
  return (
    <Frame title={t("entrance.start.title")} lead={t("entrance.start.lead")}>
      <PasskeyForm known="" create={create} />
    </Frame>
  );
}

type Sheets = Awaited<ReturnType<typeof loadSheets>>;

function Treatment() {
  const [sheets, again] = useLoaded(loadSheets);
  return (
    <Frame title={t("entrance.treatment.title")} lead={t("entrance.treatment.lead")}>
      <WhenLoaded loaded={sheets} again={again}>
        {(listed) => <TreatmentForm sheets={listed} />}
      </WhenLoaded>
    </Frame>
  );
}

/** The choice of a sheet that is not in the list. */
const OTHER = "";

function TreatmentForm({ sheets }: { sheets: Sheets }) {
  const [sheet, setSheet] = useState<string | null>(null);
  const [at, setAt] = useState("");
  const [fold, setFold] = useState<"0" | "1" | null>(null);
  const [, go] = useLocation();
  const own = useOwnSheet();
  const chosen = sheet === OTHER ? own.sheet : sheet;
  const starting = useAsyncAction(
    (of: NonNullable<typeof chosen>) => startAlone({ sheet: of, at, ...(fold === null ? {} : { fold: fold === "1" ? 1 : 0 }) }),
    () => {
      discardPasted();
      fetchTreatment();
      go("/", { replace: true });
    },
  );
  const next = () => (chosen === null ? own.read() : starting.run(chosen));
  const options = sheets.map(({ key, title, titles, begins, language: written }) => ({ value: key, label: titles[language.value] ?? title, detail: (begins[language.value] ?? begins[written])?.join(" ") }));
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); next(); }}>
      <Field type="datetime-local" label={t("entrance.treatment.when")} value={at} onInput={setAt} more={{ required: true, max: localNow() }} />
      <Choice
        shape="list"
        legend={t("entrance.treatment.sheet")}
        options={[...options, { value: OTHER, label: t("entrance.treatment.own"), detail: t("entrance.treatment.own-detail") }]}
        value={sheet}
        onChange={setSheet}
      />
      {sheet === OTHER && own.screen}
      <ActionError {...starting} />
      {(fold !== null || starting.problem === "local-time-twice") && (
        <Choice
          legend={t("entrance.treatment.fold")}
          options={[{ value: "0", label: t("entrance.treatment.fold.0") }, { value: "1", label: t("entrance.treatment.fold.1") }]}
          value={fold}
          onChange={setFold}
        />
      )}
      <Button submit wide busy={starting.busy || own.busy} disabled={sheet === null || at === "" || (sheet === OTHER && !own.isReady)}>
        {t(sheet === OTHER && chosen === null ? "entrance.paste.read" : "entrance.treatment.begin")}
      </Button>
    </form>
  );
}

/** The text of the patient's own sheet: first it is read, then checked, then followed. A changed text is read anew. */
function useOwnSheet() {
  const [pasted, setPasted] = useState(loadPasted);
  const [isStored, setStored] = useState(true);
  const [spoken, setSpoken] = useState<SheetLanguage | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const running = useAsyncAction(() => readSheet(pasted, spoken), setReading);
  const change = (to: Pasted): void => {
    setPasted(to);
    setReading(null);
    setStored(savePasted(to));
  };
  const asksLanguage = running.problem === "language-unknown" || running.problem === "language-other";
  return {
    /** What to send, once the text has been read. */
    sheet: reading && { ...pasted, language: reading.language },
    isReady: pasted.text.trim() !== "" && !isTooLong(pasted),
    busy: running.busy,
    read: () => running.run(),
    screen: (
      <>
        <OwnSheet {...{ pasted, isStored, spoken, reading }} onInput={change} onLanguage={asksLanguage || spoken !== null ? setSpoken : undefined} />
        <ActionError {...running} />
      </>
    ),
  };
}

/** Now, as the value of a `datetime-local` input. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
