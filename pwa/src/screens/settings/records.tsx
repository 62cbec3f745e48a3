import { saveRecords } from "../../actions/records-copy";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Screen, toast } from "../../ui";

/** The owner of a clinic takes along what the clinic has recorded. */
export default function Records() {
  const saving = useAsyncAction(saveRecords, () => toast(t("settings.records.saved")));
  return (
    <Screen title={t("settings.records")} lead={t("settings.records.lead")} back="/settings">
      <Card title={t("settings.records.table")} icon="file">
        <p>{t("settings.records.text")}</p>
        <ActionError {...saving} />
        <Button wide icon="file" busy={saving.busy} onClick={saving.run}>{t("settings.records.save")}</Button>
      </Card>
    </Screen>
  );
}
