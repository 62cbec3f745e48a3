import { useEffect, useRef, useState } from "preact/hooks";
import { AREAS, type Area } from "../../domain/vocabulary";
import { t } from "../../i18n";
import type { TreatmentForClinic } from "../../state/clinic";
import { Banner, Card, Choices, Field } from "../../ui";
import { areaLabel } from "../labels";
import { nextDepth } from "./record-depth";
import { areasIn, withAreas, type AreaInput } from "./record-form";
import { LastTime } from "./record-last-time";
import { AreaMap } from "./record-map";
import type { PartProps, SetForm } from "./record-parts";
import { TooDeep } from "./record-questions";

/** The treated areas, each with its needle depth where needles were used. */
export function Where({ form, wrong, last, recording, setForm }: PartProps & SetForm) {
  const before = last ? areasIn(last.record) : [];
  const change = (area: Area, part: Partial<AreaInput>) =>
    setForm({ ...form, areas: form.areas.map((input) => (input.area === area ? { ...input, ...part } : input)) });
  const choose = (areas: readonly Area[]) => setForm(withAreas(form, areas));
  const names = before.map(({ area }) => areaLabel(area)).join(", ");
  const [fromMap, setFromMap] = useState<Area | null>(null);
  const chosen = form.areas.map((input) => input.area);
  const toggle = (area: Area): void => {
    setFromMap(area);
    choose(chosen.includes(area) ? chosen.filter((each) => each !== area) : [...chosen, area]);
  };
  return (
    <Card title={t(form.kind === "needling" ? "practitioner.record.where" : "practitioner.record.areas")} icon="face">
      <div class="record__where">
        <AreaMap areas={form.kind === "needling" ? form.areas : form.areas.map((input) => ({ ...input, depth: "" }))} onToggle={toggle} />
        <div class="stack">
          <div class="stack record__field" {...(wrong.areas && { "data-fault": "" })}>
            <Choices legend={t("practitioner.record.areas")} options={AREAS.map((area) => ({ value: area, label: areaLabel(area) }))} values={chosen} onChange={choose} />
            {wrong.areas && <Banner tone="attention" alert>{t("practitioner.record.missing.areas")}</Banner>}
            <LastTime name={t("practitioner.record.areas")} value={names} now={form.areas.length === 0 ? "" : names} take={() => choose(before.map(({ area }) => area))} />
          </div>
          {form.kind === "needling" &&
            form.areas.map((input) => (
              <Depth
                key={input.area}
                input={input}
                isFromMap={input.area === fromMap}
                treatments={recording.treatments}
                before={before.find(({ area }) => area === input.area)}
                wrong={wrong[`depth-${input.area}`] ?? false}
                change={(part) => change(input.area, part)}
              />
            ))}
        </div>
      </div>
    </Card>
  );
}

interface DepthProps {
  readonly input: AreaInput;
  readonly before: AreaInput | undefined;
  readonly wrong: boolean;
  /** It was chosen on the map, and its fields may be out of sight. */
  readonly isFromMap: boolean;
  readonly treatments: readonly TreatmentForClinic[];
  readonly change: (part: Partial<AreaInput>) => void;
}

function Depth({ input, before, wrong, isFromMap, treatments, change }: DepthProps) {
  const area = areaLabel(input.area);
  const [depth, passes] = [t("practitioner.record.depth", { area }), t("practitioner.record.passes", { area })];
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFromMap) row.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div class="record__depths" ref={row}>
      <div class="stack record__field">
        <div class="stepper">
          <Field
            label={depth}
            value={input.depth}
            onInput={(typed) => change({ depth: typed })}
            error={wrong ? t("practitioner.record.missing.depth") : undefined}
            more={{ inputMode: "decimal", maxLength: 5 }}
          />
          <Step by={-1} input={input} change={change} />
          <Step by={1} input={input} change={change} />
        </div>
        <TooDeep input={input} treatments={treatments} />
        <LastTime name={depth} value={before?.depth} now={input.depth} take={(last) => change({ depth: last })} />
      </div>
      <div class="stack record__field">
        <Field optional label={passes} value={input.passes} onInput={(typed) => change({ passes: typed })} type="number" more={{ min: 1, max: 20 }} />
        <LastTime name={passes} value={before?.passes} now={input.passes} take={(last) => change({ passes: last })} />
      </div>
    </div>
  );
}

/** A button for the next depth. */
function Step({ by, input: { area, depth }, change }: Pick<DepthProps, "input" | "change"> & { by: 1 | -1 }) {
  const next = nextDepth(depth, by);
  const label = t(by === 1 ? "practitioner.record.depth.more" : "practitioner.record.depth.less", { area: areaLabel(area) });
  return <button type="button" aria-label={label} disabled={next === undefined} onClick={() => next !== undefined && change({ depth: next })}>{by === 1 ? "+" : "−"}</button>;
}
