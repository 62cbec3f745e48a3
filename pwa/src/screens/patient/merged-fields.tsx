import { t } from "../../i18n";
import type { OnPhone } from "../../state/diary";
import { treatment } from "../../state/diary";
import { areaLabel, scoreLabel, symptomLabel } from "../labels";
import { reportText } from "./act-labels";
import "./merged-fields.css";

type Field = NonNullable<OnPhone["notices"][number]["fields"]>[number];

/** What each device had, field by field, and what is saved now. */
export function MergedFields({ fields }: { fields: readonly Field[] }) {
  return (
    <>
      <p>{t("patient.merge.rule")}</p>
      {fields.map((field) => (
        <section key={field.field}>
          <h3>{nameOf(field.field)}</h3>
          <dl class="merged">
            <Version label={t("patient.merge.here")} field={field.field} value={field.mine} />
            <Version label={t("patient.merge.there")} field={field.field} value={field.theirs} />
            <Version label={t("patient.merge.now")} field={field.field} value={field.merged} />
          </dl>
          {isLeftOut(field) && <p class="small">{t("patient.merge.no-room")}</p>}
        </section>
      ))}
    </>
  );
}

function Version({ label, field, value }: { label: string; field: string; value: Field["merged"] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="words">{valueText(field, value)}</dd>
    </div>
  );
}

/** A text of this device that is not part of the merged one: there was no room for both. */
function isLeftOut({ mine, merged }: Field): boolean {
  return typeof mine === "string" && (typeof merged !== "string" || !merged.includes(mine));
}

const LISTS = ["products", "activities"] as const;
const REPORTS = ["acts", "duties_done"] as const;
const STATES = ["healed", "calm", "shed"] as const;

function nameOf(field: string): string {
  const [group = "", name = ""] = field.split(".");
  if (group === "scores") return symptomLabel(name);
  const state = STATES.find((each) => each === name);
  if (state) return t(`patient.state.${state}`);
  const list = LISTS.find((each) => each === group);
  if (list) return t(`patient.check-in.${list}`);
  if (group === "note" || group === "question") return t(`patient.merge.${group}`);
  if (group === "signs") return t("patient.check-in.findings");
  return group === "signs_gone" ? t("patient.state.sign.gone") : t("patient.merge.reports");
}

function valueText(field: string, value: Field["merged"]): string {
  if (value === null) return t("patient.merge.nothing");
  if (typeof value === "number") return scoreLabel(value);
  if (typeof value === "boolean") return t(value ? "patient.state.yes" : "patient.state.no");
  return typeof value === "string" ? value : value.map((item) => itemText(field, item)).join(", ");
}

function itemText(field: string, item: string): string {
  const kind = REPORTS.find((each) => each === field);
  if (kind) return reportText({ kind, name: item }, treatment.value?.timeline.windows.map(({ rule }) => rule) ?? []);
  if (field === "products" || field === "activities") return item;
  const [sign = "", area] = item.split(" ");
  return area === undefined ? symptomLabel(sign) : t("patient.finding.at", { what: symptomLabel(sign), area: areaLabel(area) });
}
