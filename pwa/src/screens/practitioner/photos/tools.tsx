import { t } from "../../../i18n";
import { Tool } from "./tool";
import type { Comparer } from "./use-comparer";

const ZOOM_STEP = 1.5;

/** What can be done with the pair. Each tool has a key, too. */
export function Tools({ comparer, onMarkEyes }: { comparer: Comparer; onMarkEyes: () => void }) {
  const { mode, setMode, stage, pair, canAlign, isAligned, setAligned, swap, pin } = comparer;
  const isPair = pair.pinned !== undefined;
  return (
    <div class="tools" role="group" aria-label={t("practitioner.photos.tools")}>
      {mode === "beside" ? (
        <Tool icon="slider" label={t("practitioner.photos.slider")} disabled={!isPair} onClick={() => setMode("slider")} />
      ) : (
        <Tool icon="beside" label={t("practitioner.photos.beside")} onClick={() => setMode("beside")} />
      )}
      <Tool icon="swap" label={t("practitioner.photos.swap")} disabled={!isPair} shortcut="S" onClick={swap} />
      <Tool icon="pin" label={t("practitioner.photos.pin")} disabled={!isPair} shortcut="P" onClick={pin} />
      {pair.shown.angle !== "close-up" && isPair && (
        <>
          {canAlign && <Tool icon="beside" label={t("practitioner.photos.aligned")} pressed={isAligned} onClick={() => setAligned(!isAligned)} />}
          <Tool icon="eyes" label={t("practitioner.photos.align")} onClick={onMarkEyes} />
        </>
      )}
      <Tool icon="in" label={t("practitioner.photos.zoom.in")} shortcut="+" onClick={() => stage.zoomBy(ZOOM_STEP)} />
      <Tool icon="out" label={t("practitioner.photos.zoom.out")} shortcut="-" disabled={stage.zoom.scale === 1} onClick={() => stage.zoomBy(1 / ZOOM_STEP)} />
      <Tool icon="whole" label={t("practitioner.photos.zoom.whole")} shortcut="0" disabled={stage.zoom.scale === 1} onClick={stage.reset} />
    </div>
  );
}
