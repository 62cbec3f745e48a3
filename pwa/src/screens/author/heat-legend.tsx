import { t } from "../../i18n";
import type { HeatKind } from "./heat-rows";

/** The kinds in the order of the legend. What a sheet says about symptoms is not among the usual questions, but may be asked of an own topic. */
const HEAT_KINDS: readonly HeatKind[] = ["yes", "with", "no", "not-yet", "only", "over", "part", "unsaid", "tell", "longer", "expected"];
const OF_SYMPTOMS: readonly HeatKind[] = ["tell", "longer", "expected"];

/** What the letters and patterns mean. */
export function HeatLegend() {
  return (
    <ul class="heat__legend" aria-label={t("practitioner.heat.legend")}>
      {HEAT_KINDS.filter((kind) => !OF_SYMPTOMS.includes(kind)).map((kind) => (
        <li key={kind}>
          <span class={`heat__cell heat__cell--${kind}`} aria-hidden="true">{t(`practitioner.heat.letter.${kind}`)}</span>
          {t(`practitioner.heat.kind.${kind}`)}
        </li>
      ))}
      <li>
        <span class="heat__cell heat__cell--open" aria-hidden="true">!</span>
        {t("practitioner.heat.kind.open")}
      </li>
    </ul>
  );
}
