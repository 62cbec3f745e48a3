import { useState } from "preact/hooks";
import { hasSameAngle, inOrder, longestSeries, nearestHour, ofSameAngle, type SameHour } from "../../../domain/photo-sequence";
import type { Photo, Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { mediumDate } from "../../../i18n/dates";
import { onPhone } from "../../../state/diary";
import { Empty, Select } from "../../../ui";
import { photoLabel } from "../../photo-label";
import { Pair } from "./pair";
import { apartText, photoHours } from "./photo-words";
import { Thumbnails } from "./thumbnails";
import "./compare.css";

interface CompareProps {
  readonly treatment: Treatment;
  /** The photo to compare with others; else the longest series is compared. */
  readonly photoId?: string | undefined;
}

/** Two photos of one treatment, or one of it beside one that was taken at the same hour after another treatment. */
export function ComparePhotos({ treatment, photoId }: CompareProps) {
  const own = photosOf(treatment.id);
  const others = otherTreatments(treatment.id);
  const [first, second] = own;
  if (!first || (!second && others.length === 0)) return <Empty icon="compare" title={t("patient.compare.too-few")} />;
  return <Chooser treatment={treatment} own={[first, ...own.slice(1)]} others={others} photoId={photoId} />;
}

interface ChooserProps extends CompareProps {
  readonly own: readonly [Photo, ...Photo[]];
  readonly others: readonly Treatment[];
}

function Chooser({ treatment, own, others, photoId }: ChooserProps) {
  const [afterId, setAfter] = useState(() => lastOfPair(own, photoId).id);
  const [sessionId, setSession] = useState(own.length > 1 ? treatment.id : others[0]?.id);
  const [beforeId, setBefore] = useState<string | null>(null);
  // a photo that was chosen may have been erased on another device
  const after = own.find(({ id }) => id === afterId) ?? lastOfPair(own, undefined);
  const other = others.find(({ id }) => id === sessionId);
  const candidates = (other ? photosOf(other.id) : own).filter(({ id }) => id !== after.id);
  const nearest = other && nearestHour(candidates, after, photoHours(after), other.treated_at);
  const before = candidates.find(({ id }) => id === beforeId) ?? nearest?.photo ?? candidates.find((photo) => hasSameAngle(photo, after)) ?? candidates[0];
  const choose = (photo: Photo): void => {
    setAfter(photo.id);
    if (!hasSameAngle(photo, after) || other) setBefore(null); // look for its partner anew
  };
  return (
    <div class="stack">
      {before && <Pair before={before} after={after} />}
      {others.length > 0 && (
        <Select
          label={t("patient.compare.with")}
          value={other?.id ?? treatment.id}
          onChange={(id) => {
            setSession(id);
            setBefore(null);
            setAfter(comparableTo(others.find((each) => each.id === id), own, after).id);
          }}
          options={[...(own.length > 1 ? [{ value: treatment.id, label: t("patient.compare.this-session", { number: treatment.number_in_series }) }] : []), ...others.map(optionOf)]}
        />
      )}
      {other && before && <p>{sameHourText({ other, before, after, nearest })}</p>}
      {before && <Thumbnails label={t("patient.compare.before")} photos={candidates} like={after} value={before.id} onChange={({ id }) => setBefore(id)} />}
      <Thumbnails label={t("patient.compare.after")} photos={own.filter(({ id }) => id !== before?.id)} like={after} value={after.id} onChange={choose} />
    </div>
  );
}

/** The photo on the right at first: the chosen one, or the last of its series if it is the first; else the last of the longest series. */
function lastOfPair(own: readonly [Photo, ...Photo[]], photoId: string | undefined): Photo {
  const chosen = own.find(({ id }) => id === photoId);
  const series = chosen ? ofSameAngle(own, chosen) : (longestSeries(own) ?? own);
  const [first, ...later] = series;
  if (chosen && chosen.id !== first?.id) return chosen;
  return later.at(-1) ?? (chosen ? chosen : (own[1] ?? own[0]));
}

/** Hours that two photos may be apart and still count as taken at the same time after their treatments. */
const SAME_TIME = 12;

/** The photo to show beside another treatment: the chosen one, unless only an earlier or later one has a counterpart there. */
function comparableTo(other: Treatment | undefined, own: readonly Photo[], chosen: Photo): Photo {
  if (!other) return chosen;
  const candidates = photosOf(other.id);
  const distance = (photo: Photo): number => Math.abs(nearestHour(candidates, photo, photoHours(photo), other.treated_at)?.hoursLater ?? Infinity);
  if (distance(chosen) <= SAME_TIME) return chosen;
  return [chosen, ...ofSameAngle(own, chosen)].reduce((best, photo) => (distance(photo) < distance(best) ? photo : best));
}

function photosOf(treatmentId: string): readonly Photo[] {
  return inOrder((onPhone.value?.photos ?? []).filter((photo) => photo.treatment_id === treatmentId));
}

/** The other treatments that have photos, the latest first. */
function otherTreatments(treatmentId: string): readonly Treatment[] {
  const all = onPhone.value?.treatments ?? [];
  const others = all.filter(({ id }) => id !== treatmentId && photosOf(id).length > 0);
  return others.toSorted((a, b) => Date.parse(b.treated_at) - Date.parse(a.treated_at));
}

function optionOf({ id, number_in_series, treated_at }: Treatment): { value: string; label: string } {
  return { value: id, label: t("patient.compare.other-session", { number: number_in_series, date: mediumDate(treated_at) }) };
}

interface SameHourWords {
  readonly other: Treatment;
  readonly before: Photo;
  readonly after: Photo;
  readonly nearest: SameHour | undefined;
}

/** How far the photo of the other treatment is from the same hour. */
function sameHourText({ other, before, after, nearest }: SameHourWords): string {
  if (!nearest) return t("patient.compare.no-angle", { number: other.number_in_series, angle: photoLabel(after) });
  const apart = apartText(photoHours(before) - photoHours(after));
  return apart === undefined ? t("patient.compare.same-hour") : t("patient.compare.apart", { number: other.number_in_series, apart });
}
