import { useState } from "preact/hooks";
import { Choice, Icon } from "../../ui";
import type { DraftPicture } from "../../actions/diary/draft";
import type { Photo } from "../../domain/diary";
import { placeOf } from "../../domain/places";
import type { Place } from "../../domain/vocabulary";
import { problemText, t } from "../../i18n";
import { areaLabel } from "../labels";
import { placeLabel } from "../photo-label";
import { MapDrawing } from "../../ui/map/map-drawing";
import { MARKS, VIEWS, type MapView } from "../../ui/map/map-views";

interface PlaceMapProps {
  /** The photos to compare with. */
  readonly earlier: readonly Photo[];
  readonly pictures: readonly DraftPicture[];
  readonly isFull: boolean;
  readonly onChoose: (place: Place) => void;
}

/** The map of face and body. Every place is a button with its name, so that the map is also the list for keyboard and screen reader. */
export function PlaceMap({ earlier: photos, pictures, isFull, onChoose }: PlaceMapProps) {
  const [view, setView] = useState<MapView>("face");
  if (isFull) return <p class="camera__room">{problemText("too-many-photos")}</p>;
  const taken = new Set(pictures.map(placeOf));
  const earlier = new Set(photos.map(placeOf));
  return (
    <>
      <Choice<MapView> legend={t("patient.camera.map.part")} quietLegend value={view} onChange={setView} options={VIEWS.map((each) => ({ value: each, label: viewLabel(each) }))} />
      <div class="map__room">
        <ul class={view === "face" || view === "left" || view === "right" ? "map" : "map map--wide"}>
          <MapDrawing view={view} />
          {MARKS[view].map(([place, x, y]) => (
            <li key={place} style={{ left: `${x}%`, top: `${y}%` }}>
              <MapPlace place={place} isTaken={taken.has(place)} isEarlier={earlier.has(place)} onChoose={onChoose} />
            </li>
          ))}
        </ul>
        {view !== "left" && view !== "right" && (
          <p class="map__sides small" aria-hidden="true">
            <span>{t("common.where.left")}</span>
            <span>{t("common.where.right")}</span>
          </p>
        )}
      </div>
      {earlier.size > (earlier.has(null) ? 1 : 0) && (
        <p class="map__legend small">
          <i class="map__dot map__dot--earlier" /> {t("patient.camera.map.earlier")}
        </p>
      )}
    </>
  );
}

interface MapPlaceProps {
  readonly place: Place;
  readonly isTaken: boolean;
  readonly isEarlier: boolean;
  readonly onChoose: (place: Place) => void;
}

function MapPlace({ place, isTaken, isEarlier, onChoose }: MapPlaceProps) {
  const name = placeLabel(place);
  const state = isTaken ? t("patient.camera.map.taken") : isEarlier ? t("patient.camera.map.earlier") : undefined;
  return (
    <button type="button" class="map__place" aria-label={state === undefined ? name : `${name}: ${state}`} onClick={() => onChoose(place)}>
      {isTaken ? <Icon name="yes" small /> : <i class={isEarlier ? "map__dot map__dot--earlier" : "map__dot"} />}
    </button>
  );
}

function viewLabel(view: MapView): string {
  if (view === "face") return t("patient.camera.map.face");
  return view === "left" || view === "right" ? t(`common.angle.${view}`) : areaLabel(view);
}
