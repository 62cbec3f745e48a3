import { useEffect, useState } from "preact/hooks";
import { Banner, Sheet, Skeleton } from "../../../ui";
import { CourseChart } from "../../../ui/charts";
import { loadPreview, type Preview } from "../../../actions/sharing";
import type { Treatment } from "../../../domain/diary";
import { problemText, t } from "../../../i18n";
import { codeOf } from "../../../state/loaded";
import { Picture } from "../picture";
import { whenText } from "../format";
import "../diary/diary.css";

interface PreviewProps {
  readonly open: boolean;
  readonly treatment: Treatment;
  readonly photos: boolean;
  readonly onClose: () => void;
}

/** Exactly what the practitioner would see, as the server would show it. */
export function PreviewDialog({ open, treatment, photos, onClose }: PreviewProps) {
  return (
    <Sheet open={open} title={t("patient.preview.title")} onClose={onClose}>
      <Shown treatment={treatment} photos={photos} />
    </Sheet>
  );
}

function Shown({ treatment, photos }: { treatment: Treatment; photos: boolean }) {
  const [seen, setSeen] = useState<Preview | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    loadPreview(treatment.id, photos).then(setSeen, (reason: unknown) => setFailed(codeOf(reason)));
  }, [treatment.id, photos]);
  if (failed !== null) return <Banner tone="attention">{problemText(failed)}</Banner>;
  return seen ? <Review seen={seen} treatment={treatment} /> : <Skeleton lines={6} />;
}

function Review({ seen, treatment }: { seen: Preview; treatment: Treatment }) {
  const { entries, photos: pictures } = seen;
  return (
    <div class="stack">
      <p>{t("patient.preview.name", { name: seen.patient_name })}</p>
      <p>{t("patient.preview.days", { logged: seen.days_logged, days: seen.days_so_far })}</p>
      {pictures.length > 0 ? (
        <div class="thumbs">
          {pictures.map((photo) => (
            <Picture key={photo.id} photo={photo} />
          ))}
        </div>
      ) : (
        <p class="soft">{t("patient.share.without-photos")}</p>
      )}
      <CourseChart entries={entries} bands={seen.bands} treatedAt={treatment.treated_at} />
      {seen.findings.map((found) => (
        <p key={found.entry_id + found.kind}>
          <strong>{whenText(Date.parse(found.since_at))}</strong> {found.says}
        </p>
      ))}
      {entries
        .flatMap(({ id, occurred_at, document }) => [document.note, document.question].filter((words) => words !== "").map((words) => ({ id, occurred_at, words })))
        .map(({ id, occurred_at, words }) => (
          <p key={id + words} class="words">
            <span class="soft">{whenText(Date.parse(occurred_at))}</span> {words}
          </p>
        ))}
    </div>
  );
}
