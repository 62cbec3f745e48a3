import { exportAddress, loadExport, type ExportView } from "../../actions/own-data";
import { t } from "../../i18n";
import { timeOfDay } from "../../i18n/dates";
import { fileSize } from "../../i18n/file-size";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { onPhone } from "../../state/diary";
import { ActionError, Banner, Button, Card, Skeleton } from "../../ui";
import { useExport, type Export } from "./use-export";

/** Ask for a copy of everything, follow its progress, and download it within the hour. */
export function ExportCard() {
  const { current, loading, problem, requesting } = useExport();
  return (
    <Card>
      <p>{t("settings.export.what")}</p>
      {onPhone.value?.entries.length === 0 && <p>{t("settings.export.empty")}</p>}
      <ActionError problem={problem} retry={loading.retry} busy={loading.busy} />
      {current === undefined && problem === undefined && <Skeleton lines={2} />}
      {current && <State current={current} requesting={requesting} check={loading.run} />}
    </Card>
  );
}

interface StateProps {
  readonly current: Export;
  readonly requesting: AsyncAction;
  readonly check: () => void;
}

function State({ current, requesting, check }: StateProps) {
  if (current.state === "preparing") return <Preparing progress={current} />;
  if (current.state === "ready") return <Ready ready={current} onEnded={check} />;
  return (
    <>
      {current.state === "ended" && <Banner title={t("settings.export.ended")}><p>{t("settings.export.ended.text")}</p></Banner>}
      {current.state === "failed" && (
        <Banner tone="attention" title={t("settings.export.failed")} alert><p>{t("settings.export.failed.text")}</p></Banner>
      )}
      <ActionError {...requesting} />
      {requesting.problem === undefined && (
        <Button wide icon="file" busy={requesting.busy} onClick={requesting.run}>{t("settings.export.make")}</Button>
      )}
    </>
  );
}

function Preparing({ progress: { photos_done, photos_total } }: { progress: ExportView }) {
  const text = photos_total === 0 ? t("settings.export.preparing") : t("settings.export.photos", { done: photos_done, count: photos_total });
  return (
    <div class="stack-s" role="status">
      <strong>{text}</strong>
      {photos_total > 0 && <progress class="settings-progress" aria-label={t("settings.export.preparing")} value={photos_done} max={photos_total} />}
      <p class="small soft">{t("settings.export.leave")}</p>
    </div>
  );
}

function Ready({ ready: { id, size, expires_at }, onEnded }: { ready: ExportView; onEnded: () => void }) {
  // asked once more before the browser gets the address: it would save an error as the file
  const downloading = useAsyncAction(loadExport, ({ state }) => {
    if (state === "ready") download(exportAddress(id));
    else onEnded();
  });
  return (
    <>
      <Banner tone="done" title={t("settings.export.ready")}>
        <p>{t("settings.export.until", { size: fileSize(size), when: timeOfDay(expires_at) })}</p>
      </Banner>
      <ActionError {...downloading} />
      <Button wide icon="install" busy={downloading.busy} onClick={downloading.run}>{t("settings.export.download")}</Button>
      <p class="small soft">{t("settings.export.careful")}</p>
    </>
  );
}

/** Hand the address to the browser's own download, which shows its progress and resumes after an interruption. */
function download(address: string): void {
  const link = Object.assign(document.createElement("a"), { href: address, download: "afterglow.zip" });
  link.click();
}
