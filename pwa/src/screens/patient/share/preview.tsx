import { BottomSheet, WhenLoaded } from "../../../ui";
import { CourseChart } from "../../../ui/charts";
import { loadPreview, type Preview } from "../../../actions/sharing";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { symptomLabel } from "../../labels";
import { Picture } from "../picture";
import { whenText } from "../format";
import { languageOf } from "../sheet-language";
import "../diary/diary.css";

interface PreviewProps {
  readonly open: boolean;
  readonly treatment: Treatment;
  readonly photos: boolean;
  readonly onClose: () => void;
}

/** Exactly what the practitioner would see, according to the server. */
export function PreviewDialog({ open, treatment, photos, onClose }: PreviewProps) {
  return (
    <BottomSheet open={open} title={t("patient.preview.title")} onClose={onClose}>
      <LoadedPreview treatment={treatment} photos={photos} />
    </BottomSheet>
  );
}

function LoadedPreview({ treatment, photos }: { treatment: Treatment; photos: boolean }) {
  const [loaded, again] = useLoaded(() => loadPreview(treatment.id, photos), `${treatment.id} ${String(photos)}`);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={6}>
      {(preview) => <Review preview={preview} treatment={treatment} />}
    </WhenLoaded>
  );
}

function Review({ preview, treatment }: { preview: Preview; treatment: Treatment }) {
  const { entries, photos: pictures } = preview;
  const sheetLanguage = languageOf({ source: "sheet" });
  return (
    <div class="stack">
      <p>{t("patient.preview.name", { name: preview.patient_name })}</p>
      <p>{t("patient.preview.days", { logged: preview.days_logged, days: preview.days_so_far })}</p>
      {pictures.length > 0 ? (
        <div class="thumbs">
          {pictures.map((photo) => (
            <Picture key={photo.id} photo={photo} />
          ))}
        </div>
      ) : (
        <p class="soft">{t("patient.share.without-photos")}</p>
      )}
      <CourseChart entries={entries} bands={preview.bands} treatedAt={treatment.treated_at} />
      {preview.findings.map((finding) => (
        <p key={`${finding.entry_id} ${finding.symptom ?? ""} ${finding.sign ?? ""} ${finding.area ?? ""}`}>
          <strong>{whenText(Date.parse(finding.since_at))}</strong> {symptomLabel(finding.sign ?? finding.symptom ?? "inflammation")}{" "}
          <span lang={sheetLanguage}>{finding.says}</span>
        </p>
      ))}
      {preview.departures.length > 0 && (
        <section class="stack-s">
          <h3>{t("patient.departures")}</h3>
          {preview.departures.map((departure) => (
            <p key={departure.entry_id + departure.topic}>
              <strong>{whenText(Date.parse(departure.at))}</strong> {departure.label} <span lang={sheetLanguage}>{departure.says}</span>
            </p>
          ))}
        </section>
      )}
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
