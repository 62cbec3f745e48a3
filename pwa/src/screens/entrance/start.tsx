import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { loadSheets, startAlone } from "../../actions/entrance/start-alone";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { me } from "../../state/auth-session";
import { ActionError, Button, Choice, Field, WhenLoaded } from "../../ui";
import { Frame } from "./frame";
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

function TreatmentForm({ sheets }: { sheets: Sheets }) {
  const [sheet, setSheet] = useState("");
  const [at, setAt] = useState("");
  const [fold, setFold] = useState<"0" | "1" | null>(null);
  const [, go] = useLocation();
  const starting = useAsyncAction(
    () => startAlone({ sheet, at, ...(fold === null ? {} : { fold: fold === "1" ? 1 : 0 }) }),
    () => go("/", { replace: true }),
  );
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); starting.run(); }}>
      <Field type="datetime-local" label={t("entrance.treatment.when")} value={at} onInput={setAt} more={{ required: true, max: localNow() }} />
      <Choice
        shape="list"
        legend={t("entrance.treatment.sheet")}
        options={sheets.map(({ key, title }) => ({ value: key, label: title }))}
        value={sheet}
        onChange={setSheet}
      />
      <ActionError {...starting} />
      {(fold !== null || starting.problem === "local-time-twice") && (
        <Choice
          legend={t("entrance.treatment.fold")}
          options={[{ value: "0", label: t("entrance.treatment.fold.0") }, { value: "1", label: t("entrance.treatment.fold.1") }]}
          value={fold}
          onChange={setFold}
        />
      )}
      <Button submit wide busy={starting.busy} disabled={sheet === "" || at === ""}>
        {t("entrance.treatment.begin")}
      </Button>
    </form>
  );
}

/** Now, as the value of a `datetime-local` input. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
