import type { ErasurePreview } from "../../actions/own-data";
import { t } from "../../i18n";
import { Card } from "../../ui";
import "./settings.css";

/** What is erased at once. */
export function Erased({ counts, account }: { counts: ErasurePreview["erases"]; account: boolean }) {
  const { entries, earlier_versions, photos, treatments } = counts;
  const lines = [
    t("settings.erase.entries", { count: entries }),
    ...(earlier_versions > 0 ? [t("settings.erase.versions", { count: earlier_versions })] : []),
    t("settings.erase.photos", { count: photos }),
    ...(treatments > 0 ? [t("settings.erase.treatments", { count: treatments })] : []),
    t(account ? "settings.erase.grants" : "settings.erase.grants.treatment"),
    ...(account ? [t("settings.erase.sign-in")] : []),
  ];
  return (
    <Card title={t("settings.erase.goes")} icon="remove">
      <Lines lines={lines} />
      <p>{t("settings.erase.goes.text")}</p>
    </Card>
  );
}

/** What is left: the clinic's own records, and backups. */
export function Remains({ clinics }: { clinics: ErasurePreview["clinics"] }) {
  return (
    <>
      {clinics.map((clinic) => <Clinic key={clinic.clinic_name} clinic={clinic} />)}
      <Card title={t("settings.erase.backups")} icon="wait">
        <p>{t("settings.erase.backups.text")}</p>
      </Card>
    </>
  );
}

function Clinic({ clinic }: { clinic: ErasurePreview["clinics"][number] }) {
  const lines = [
    ...(clinic.treatments > 0 ? [t("settings.erase.keeps.treatments", { count: clinic.treatments })] : []),
    ...(clinic.replies > 0 ? [t("settings.erase.keeps.replies", { count: clinic.replies })] : []),
    ...(clinic.reactions > 0 ? [t("settings.erase.keeps.reactions", { count: clinic.reactions })] : []),
    ...(clinic.access_records > 0 ? [t("settings.erase.keeps.views", { count: clinic.access_records })] : []),
  ];
  return (
    <Card title={t("settings.erase.keeps", { clinic: clinic.clinic_name })} icon="file">
      <Lines lines={lines} />
      <p>{t("settings.erase.keeps.why")}</p>
    </Card>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return <ul class="settings-list">{lines.map((line) => <li key={line}>{line}</li>)}</ul>;
}
