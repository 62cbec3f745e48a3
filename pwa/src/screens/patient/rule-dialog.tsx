import { t } from "../../i18n";
import type { TimelineRule } from "../../domain/timeline";
import { treatment } from "../../state/diary";
import { BottomSheet } from "../../ui";
import { everyText, placeText } from "./format";

/** A dialog with the details of one rule. */
export function RuleDialog({ rule, onClose }: { rule: TimelineRule | null; onClose: () => void }) {
  return (
    <BottomSheet open={rule !== null} title={t("patient.rule.title")} onClose={onClose}>
      {rule && <RuleDetails rule={rule} />}
    </BottomSheet>
  );
}

/** The text of a rule (unless it is already on screen), how often, with what, why, and where the sheet says it. */
export function RuleDetails({ rule, hideText = false }: { rule: TimelineRule; hideText?: boolean }) {
  const facts = [
    rule.every === undefined ? undefined : everyText(rule.every),
    rule.amount,
    rule.using?.length ? t("patient.rule.using", { what: rule.using.join(", ") }) : undefined,
    rule.area === undefined ? undefined : t("patient.rule.area", { area: areaText(rule.area) }),
  ].filter((fact) => fact !== undefined);
  return (
    <div class="stack-s">
      {!hideText && <p class="rule__says">{rule.says}</p>}
      {facts.length > 0 && <p>{facts.join(" · ")}</p>}
      {rule.why !== undefined && <p class="soft">{t("patient.rule.why", { why: rule.why })}</p>}
      <p class="soft small">{placeText(rule, treatment.value?.sheet.title ?? "")}</p>
    </div>
  );
}

function areaText(area: string): string {
  return t(`common.area.${area as "cheeks"}`);
}
