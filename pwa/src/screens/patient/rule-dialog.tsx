import type { Treatment } from "../../domain/diary";
import type { TimelineRule } from "../../domain/timeline";
import { t } from "../../i18n";
import { treatment } from "../../state/diary";
import { BottomSheet } from "../../ui";
import { areaLabel } from "../labels";
import { everyText, placeText } from "./format";
import { textOf, titleOf } from "./sheet-language";

/** A dialog with the details of one rule. */
export function RuleDialog({ rule, onClose }: { rule: TimelineRule | null; onClose: () => void }) {
  return (
    <BottomSheet open={rule !== null} title={t("patient.rule.title")} onClose={onClose}>
      {rule && <RuleDetails rule={rule} />}
    </BottomSheet>
  );
}

interface RuleDetailsProps {
  readonly rule: TimelineRule;
  readonly hideText?: boolean;
  /** The treatment whose sheet has the rule; the current one if none is given. */
  readonly of?: Treatment | undefined;
}

/**
 * The rule's sentence (unless it is on screen already), how often, with what, where, why, and its place in the sheet.
 */
export function RuleDetails({ rule, hideText = false, of = treatment.value }: RuleDetailsProps) {
  const { says, why, amount, using, lang } = textOf(rule, of?.timeline);
  const facts = [
    rule.every === undefined ? undefined : everyText(rule.every),
    amount,
    using?.length ? t("patient.rule.using", { what: using.join(", ") }) : undefined,
    rule.area === undefined ? undefined : t("patient.rule.area", { area: areaLabel(rule.area) }),
  ].filter((fact) => fact !== undefined);
  return (
    <div class="stack-s">
      {!hideText && <p class="rule__says" lang={lang}>{says}</p>}
      {facts.length > 0 && <p>{facts.join(" · ")}</p>}
      {why !== undefined && <p class="soft" lang={lang}>{t("patient.rule.why", { why })}</p>}
      <p class="soft small">{placeText(rule, of ? titleOf(of) : "")}</p>
    </div>
  );
}
