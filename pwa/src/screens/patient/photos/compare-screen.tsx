import { t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { Screen, useSearchParams } from "../../../ui";
import { treatmentOf } from "../picture";
import { WithTreatment } from "../with-treatment";
import { ComparePhotos } from "./compare-photos";

/** Before and after on a screen of its own, for a photo or a treatment that the address names. */
export default function CompareScreen() {
  const [query] = useSearchParams();
  const photo = onPhone.value?.photos.find(({ id }) => id === query.get("photo"));
  const named = onPhone.value?.treatments.find(({ id }) => id === query.get("treatment"));
  return (
    <WithTreatment title={t("patient.compare.title")} back="/diary">
      {(current) => {
        const treatment = (photo && treatmentOf(photo)) ?? named ?? current;
        return (
          <Screen title={t("patient.compare.title")} back="/diary">
            <ComparePhotos key={treatment.id} treatment={treatment} photoId={photo?.id} />
          </Screen>
        );
      }}
    </WithTreatment>
  );
}
