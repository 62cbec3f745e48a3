import { useState } from "preact/hooks";
import { removeLogo, uploadLogo, type ClinicSettings } from "../../actions/clinic-settings";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Icon } from "../../ui";
import { Section } from "./section";

const TYPES = "image/png,image/jpeg,image/webp";

/** Choose, replace and remove the logo. Each is saved at once, apart from the form. */
export function ClinicLogo({ settings }: { settings: ClinicSettings }) {
  const [logo, setLogo] = useState(settings.logo);
  const show = (saved: ClinicSettings): void => setLogo(saved.logo);
  const sending = useAsyncAction((file: File) => uploadLogo(file), show);
  const removing = useAsyncAction(removeLogo, show);
  const begin = (file: File): void => {
    removing.reset();
    sending.run(file);
  };
  return (
    <Section title={t("settings.clinic.logo")} text={t("settings.clinic.logo.hint")}>
      {logo === null ? <p>{t("settings.clinic.logo.none")}</p> : <img class="clinic-logo" src={logo} alt={t("settings.clinic.logo.current")} />}
      <div class="row">
        <FileButton label={t(logo === null ? "settings.clinic.logo.choose" : "settings.clinic.logo.replace")} busy={sending.busy} onFile={begin} />
        {logo !== null && <Button kind="plain" icon="remove" busy={removing.busy} disabled={sending.busy} onClick={() => { sending.reset(); removing.run(); }}>{t("settings.clinic.logo.remove")}</Button>}
      </div>
      <ActionError {...sending} retry={isRefused(sending.problem) ? undefined : sending.retry} />
      <ActionError {...removing} />
    </Section>
  );
}

/** Whether another file is needed: sending the same one again would not help. */
function isRefused(problem: string | undefined): boolean {
  return problem?.startsWith("logo-") === true;
}

function FileButton({ label, busy, onFile }: { label: string; busy: boolean; onFile: (file: File) => void }) {
  return (
    <label class="button button--quiet" aria-busy={busy}>
      {busy ? <span class="button__spin" /> : <Icon name="photo" small />}
      {label}
      <input
        class="unseen"
        type="file"
        accept={TYPES}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
