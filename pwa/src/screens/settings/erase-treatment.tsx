import { eraseTreatment, previewErasingTreatment } from "../../actions/own-data";
import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useDiary, onPhone } from "../../state/diary";
import { toast, useLocation, type ScreenProps } from "../../ui";
import { Erase } from "./erase";

/** Erase the diary of one treatment. */
export default function EraseTreatment({ params }: ScreenProps) {
  useDiary();
  const id = params["id"] ?? "";
  const [, go] = useLocation();
  const erasing = useAsyncAction(
    () => eraseTreatment(id),
    () => {
      toast(t("settings.erase.done"));
      go("/settings/data", { replace: true });
    },
  );
  const treatment = onPhone.value?.treatments.find((each) => each.id === id);
  return (
    <Erase
      title={treatment ? t("settings.erase.treatment", { when: mediumDate(treatment.treated_at) }) : t("settings.erase")}
      load={() => previewErasingTreatment(id)}
      unsent={unsentOf(id)}
      button={t("settings.erase.treatment.do")}
      erasing={erasing}
    />
  );
}

/** Count the unsent entries and photos of the treatment. */
function unsentOf(treatmentId: string): number {
  const { entries = [], photos = [], outbox = [] } = onPhone.value ?? {};
  const own = new Set([...entries, ...photos].filter((each) => each.treatment_id === treatmentId).map((each) => each.id));
  return outbox.filter(({ kind, target }) => (kind === "entry" || kind === "photo") && own.has(target)).length;
}
