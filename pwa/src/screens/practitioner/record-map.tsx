import { useState } from "preact/hooks";
import { areaOf } from "../../domain/places";
import type { Area } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { Choice, Icon } from "../../ui";
import { MapDrawing } from "../../ui/map/map-drawing";
import { MARKS } from "../../ui/map/map-views";
import { areaLabel } from "../labels";
import type { AreaInput } from "./record-form";

const VIEWS = ["face", "neck", "scalp", "hands", "body"] as const;
type View = (typeof VIEWS)[number];

interface AreaMapProps {
  readonly areas: readonly AreaInput[];
  readonly onToggle: (area: Area) => void;
}

/**
 * The treated areas on a drawing of face and body, each with its depth. For keyboard and screen reader the list of areas
 * beside it does the same, so that the drawing is not announced a second time.
 */
export function AreaMap({ areas, onToggle }: AreaMapProps) {
  const [view, setView] = useState<View>("face");
  const options = VIEWS.map((each) => ({ value: each, label: t(`practitioner.record.map.${each}`) }));
  return (
    <div class="area-map">
      <Choice<View> legend={t("practitioner.record.map")} quietLegend value={view} onChange={setView} options={options} />
      <ul class={view === "face" ? "map" : "map map--wide"} aria-hidden="true">
        <MapDrawing view={view} />
        {MARKS[view].map(([place, x, y]) => (
          <li key={place} style={{ left: `${x}%`, top: `${y}%` }}>
            <Mark area={areaOf(place)} input={areas.find(({ area }) => area === areaOf(place))} onToggle={onToggle} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A place of an area: a ring; once chosen, its depth or a tick. */
function Mark({ area, input, onToggle }: { area: Area; input: AreaInput | undefined; onToggle: (area: Area) => void }) {
  const depth = input?.depth.trim() ?? "";
  return (
    <button type="button" tabIndex={-1} class="area-mark" data-chosen={input !== undefined} title={areaLabel(area)} onClick={() => onToggle(area)}>
      <span>{depth !== "" ? depth : input && <Icon name="yes" small />}</span>
    </button>
  );
}
