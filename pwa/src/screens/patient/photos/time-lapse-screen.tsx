import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { longestSeries, seriesByAngle } from "../../../domain/photo-sequence";
import { t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { Choice, Empty, Screen, useSearchParams } from "../../../ui";
import { photoLabel } from "../../photo-label";
import { WithTreatment } from "../with-treatment";
import { TimeLapse } from "./time-lapse";

/** The photos of a treatment as a film, one angle at a time. The address may name the treatment. */
export default function TimeLapseScreen() {
  const [query] = useSearchParams();
  const named = onPhone.value?.treatments.find(({ id }) => id === query.get("treatment"));
  return (
    <WithTreatment title={t("patient.time-lapse.title")} back="/diary">
      {(current) => (
        <Screen title={t("patient.time-lapse.title")} back="/diary">
          <Series key={(named ?? current).id} treatment={named ?? current} />
        </Screen>
      )}
    </WithTreatment>
  );
}

function Series({ treatment }: { treatment: Treatment }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const photos = (onPhone.value?.photos ?? []).filter((photo) => photo.treatment_id === treatment.id);
  const series = seriesByAngle(photos).filter(({ length }) => length > 1);
  const shown = series.find((each) => each.some(({ id }) => id === chosen)) ?? longestSeries(series.flat());
  if (!shown) return <Empty icon="photo" title={t("patient.time-lapse.too-few")} />;
  return (
    <div class="stack">
      {series.length > 1 && (
        <Choice
          legend={t("patient.photos.angle")}
          quietLegend
          value={shown[0].id}
          onChange={setChosen}
          options={series.map(([first]) => ({ value: first.id, label: photoLabel(first) }))}
        />
      )}
      <TimeLapse key={`${shown[0].angle} ${shown[0].area ?? ""}`} photos={shown} />
    </div>
  );
}
