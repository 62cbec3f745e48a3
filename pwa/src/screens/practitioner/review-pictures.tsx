import { useState } from "preact/hooks";
import type { Entry, Photo as PhotoOfDiary } from "../../domain/diary";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { BottomSheet, Button, Card, Icon, Pill, Select } from "../../ui";
import { OpenPhoto } from "./photos/open-photo";
import type { PhotoAddress } from "./photo-address";
import { ReviewPhoto } from "./review-photo";
import { keyPhotos, unlike } from "./review-photos";
import { photoLabel } from "../photo-label";

interface PicturesProps {
  readonly photos: readonly PhotoOfDiary[];
  readonly entries: readonly Entry[];
  readonly timeline: Timeline;
  /** Whether the patient has shared photos. */
  readonly shared: boolean;
  readonly address: PhotoAddress;
  /** The screen that compares photos, beginning with one of them; without it, they are compared in a panel. */
  readonly comparer?: PhotoAddress | undefined;
}

/** The first, strongest and latest photo of one angle; any two can be compared side by side. */
export function Pictures({ photos, entries, timeline, shared, address, comparer }: PicturesProps) {
  const [open, setOpen] = useState(false);
  const selection = keyPhotos(photos, entries);
  const side = selection && photos.length > 1 && (comparer ? (
    <OpenPhoto href={comparer(selection.latest.id)} class="button button--plain"><Icon name="compare" small />{t("practitioner.review.photos.side")}</OpenPhoto>
  ) : (
    <Button kind="plain" icon="compare" onClick={() => setOpen(true)}>{t("practitioner.review.photos.side")}</Button>
  ));
  return (
    <Card title={t("practitioner.review.photos")} icon="photo" beside={side}>
      {!selection && <p class="soft">{t(shared ? "practitioner.review.photos.none" : "practitioner.review.photos.not-shared")}</p>}
      {selection && (
        <div class="triple">
          <ReviewPhoto photo={selection.baseline} label={t("practitioner.review.photos.baseline")} timeline={timeline} address={address} comparer={comparer} />
          <ReviewPhoto photo={selection.worst} label={t("practitioner.review.photos.worst")} timeline={timeline} address={address} comparer={comparer} />
          <ReviewPhoto photo={selection.latest} label={t("practitioner.review.photos.latest")} timeline={timeline} address={address} comparer={comparer} />
        </div>
      )}
      {selection && <Unlike a={selection.baseline} b={selection.latest} />}
      <BottomSheet open={open} title={t("practitioner.review.photos.side")} onClose={() => setOpen(false)}>
        <SideBySide photos={photos} timeline={timeline} address={address} />
      </BottomSheet>
    </Card>
  );
}

function Unlike({ a, b }: { a: PhotoOfDiary; b: PhotoOfDiary }) {
  const reasons = unlike(a, b).map((why) => t(`practitioner.review.photos.${why}`));
  if (reasons.length === 0) return null;
  return <Pill tone="ochre" icon="info">{t("practitioner.review.photos.differ", { why: reasons.join(", ") })}</Pill>;
}

function SideBySide({ photos, timeline, address }: Omit<PicturesProps, "entries" | "shared">) {
  const sorted = photos.toSorted((a, b) => a.taken_at.localeCompare(b.taken_at));
  const [left, setLeft] = useState(sorted[0]?.id ?? "");
  const [right, setRight] = useState(sorted.at(-1)?.id ?? "");
  const [a, b] = [sorted.find((photo) => photo.id === left), sorted.find((photo) => photo.id === right)];
  const options = sorted.map((photo) => ({ value: photo.id, label: named(photo) }));
  return (
    <div class="stack">
      <div class="pair">
        <Select label={t("practitioner.review.photos.left")} value={left} options={options} onChange={setLeft} />
        <Select label={t("practitioner.review.photos.right")} value={right} options={options} onChange={setRight} />
      </div>
      {a && b && (
        <>
          <div class="pair">
            <ReviewPhoto photo={a} label={t(`common.angle.${a.angle}`)} timeline={timeline} address={address} />
            <ReviewPhoto photo={b} label={t(`common.angle.${b.angle}`)} timeline={timeline} address={address} />
          </div>
          <Unlike a={a} b={b} />
        </>
      )}
    </div>
  );
}

function named(photo: PhotoOfDiary): string {
  return `${shortDate(photo.taken_at)} · ${photoLabel(photo)}`;
}
