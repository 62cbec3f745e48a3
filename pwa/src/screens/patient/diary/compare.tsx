import { useState } from "preact/hooks";
import { Banner, Empty, Select } from "../../../ui";
import { differences } from "../../../domain/photo-comparison";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { photos } from "../../../state/diary";
import { photoText, usePhotoAddress } from "../picture";
import { whenText } from "../format";

/** Two photos, one over the other, with a warning if they are hard to compare. */
export default function Compare() {
  const [first, second, ...others] = photos.value;
  if (!first || !second) return <Empty icon="compare" title={t("patient.compare.too-few")} />;
  return <Pair first={first} others={[second, ...others]} />;
}

/** The first photo beside the latest of the same place; both can be changed. */
function Pair({ first, others }: { first: Photo; others: readonly [Photo, ...Photo[]] }) {
  const all = [first, ...others];
  const partner = others.findLast(({ angle, area }) => angle === first.angle && area === first.area) ?? others[0];
  const [beforeId, setBefore] = useState(first.id);
  const [afterId, setAfter] = useState(partner.id);
  // a photo that was chosen may have been deleted on another device
  const before = all.find(({ id }) => id === beforeId) ?? first;
  const after = all.find(({ id }) => id === afterId) ?? partner;
  const options = all.map((photo) => ({ value: photo.id, label: `${photoText(photo)} · ${whenText(Date.parse(photo.taken_at))}` }));
  return (
    <div class="stack">
      <Slider before={before} after={after} />
      {differences(before, after).map((difference) => (
        <Banner key={difference} tone="wait">
          {t(`patient.compare.${difference}`)}
        </Banner>
      ))}
      <Select label={t("patient.compare.before")} value={before.id} options={options} onChange={setBefore} />
      <Select label={t("patient.compare.after")} value={after.id} options={options} onChange={setAfter} />
      <p class="small soft">{t("patient.compare.no-number")}</p>
    </div>
  );
}

function Slider({ before, after }: { before: Photo; after: Photo }) {
  const [at, setAt] = useState(50);
  const left = usePhotoAddress(before.id, "display");
  const right = usePhotoAddress(after.id, "display");
  return (
    <div class="compare" style={{ "--at": `${at}%` }}>
      <img src={right} alt={photoText(after)} />
      <img class="compare__over" src={left} alt={photoText(before)} />
      <span class="compare__line" aria-hidden="true" />
      <input
        type="range"
        min="0"
        max="100"
        value={at}
        aria-label={t("patient.compare.slider")}
        aria-valuetext={t("patient.compare.shows", { percent: at })}
        onInput={(event) => setAt(Number(event.currentTarget.value))}
      />
    </div>
  );
}
