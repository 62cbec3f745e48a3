import { t } from "../../../i18n";
import { Tool } from "./tool";
import type { Comparer } from "./use-comparer";

const ZOOM_STEP = 1.5;

/** What can be done with the pair. Each tool has a key, too. */
export function Tools({ comparer, onMarkEyes }: { comparer: Comparer; onMarkEyes: () => void }) {
  const { mode, setMode, stage, pair, canAlign, isAligned, setAligned, swap, pin, ink, sides } = comparer;
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
          {canAlign && <Tool icon="aligned" label={t("practitioner.photos.aligned")} pressed={isAligned} onClick={() => setAligned(!isAligned)} />}
          <Tool icon="eyes" label={t("practitioner.photos.align")} onClick={onMarkEyes} />
        </>
      )}
      <Tool icon="draw" label={t("practitioner.photos.draw")} onClick={() => startDrawing(comparer)} />
      {sides.some(({ id }) => ink.layerOf(id).strokes.length > 0) && (
        <Tool icon="show" label={t("practitioner.photos.draw.show")} pressed={ink.isShown} onClick={() => ink.setShown(!ink.isShown)} />
      )}
      <div class="tools__zoom">
        <Tool plain icon="in" label={t("practitioner.photos.zoom.in")} shortcut="+" onClick={() => stage.zoomBy(ZOOM_STEP)} />
        <Tool plain icon="out" label={t("practitioner.photos.zoom.out")} shortcut="-" disabled={stage.zoom.scale === 1} onClick={() => stage.zoomBy(1 / ZOOM_STEP)} />
        <Tool plain icon="whole" label={t("practitioner.photos.zoom.whole")} shortcut="0" disabled={stage.zoom.scale === 1} onClick={stage.reset} />
      </div>
    </div>
  );
}

/** Drawings lie beside each other while somebody draws, and are shown. */
function startDrawing({ ink, setMode }: Comparer): void {
  setMode("beside");
  ink.setShown(true);
  ink.setTool("pen");
}
