import type { ComponentChildren } from "preact";
import type { AppliedTreatment } from "../../domain/diary";
import { t, type MessageKey } from "../../i18n";
import { areaLabel } from "../labels";

/** What was applied, as rows of a list of facts. */
export function AppliedFacts({ record }: { record: AppliedTreatment }) {
  return (
    <>
      <Fact name={t(record.kind === "needling" ? "practitioner.treatment.depths" : "practitioner.record.areas")}>
        {areaLines(record).map((line) => <div key={line}>{line}</div>)}
      </Fact>
      {details(record).map(([name, text]) => <Fact key={name} name={t(name)}>{text}</Fact>)}
    </>
  );
}

function areaLines(record: AppliedTreatment): readonly string[] {
  if (record.kind !== "needling") return record.areas.map(({ area }) => areaLabel(area));
  return record.areas.map(({ area, depth_mm: depth, passes }) => {
    const times = passes === null ? "" : `, ${t("practitioner.treatment.times", { count: passes })}`;
    return `${areaLabel(area)}: ${t("practitioner.treatment.mm", { depth })}${times}`;
  });
}

/** The other facts that a record of this kind has, each with the key of its name. */
export function details(record: AppliedTreatment): readonly (readonly [MessageKey, string])[] {
  switch (record.kind) {
    case "needling":
      return [
        ["practitioner.treatment.device", record.device],
        ["practitioner.treatment.products", record.products.join(", ")],
        ["practitioner.treatment.numbing", record.numbing],
        ["practitioner.treatment.end-point", record.end_point],
      ];
    case "peel":
      return [
        ["practitioner.treatment.product", record.product],
        ["practitioner.treatment.strength", record.strength],
        ["practitioner.treatment.layers", record.layers === null ? "" : String(record.layers)],
      ];
    case "laser":
      return [
        ["practitioner.treatment.device", record.device],
        ["practitioner.treatment.setting", record.setting],
      ];
    case "injection":
      return [
        ["practitioner.treatment.product", record.product],
        ["practitioner.treatment.amount", record.amount],
      ];
    case "other":
      return [
        ["practitioner.treatment.product-or-device", record.product_or_device],
        ["practitioner.treatment.setting", record.setting],
      ];
  }
}

/** One row of a list of facts; nothing if it is empty. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === "" || (Array.isArray(children) && children.length === 0)) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
