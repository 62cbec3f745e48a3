import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button, Icon, Pill, Row, Rows } from "../../../ui";
import type { TimelineRule } from "../../../domain/timeline";
import type { TodayItem } from "../../../domain/today";
import { t } from "../../../i18n";
import { onceText, untilText } from "../format";
import { textOf } from "../sheet-language";

const FEW = 5;

interface RuleListProps {
  readonly kind: "do" | "leave" | "wait";
  readonly items: readonly TodayItem[];
  readonly onRule: (rule: TimelineRule) => void;
  /** A control beside each row. */
  readonly control?: (rule: TimelineRule) => ComponentChildren;
}

/** What to do, to avoid, or to wait for: the soonest to end first, five of them until "Show all" is tapped. */
export function RuleList({ kind, items, onRule, control }: RuleListProps) {
  const [all, setAll] = useState(false);
  if (!items.length) return null;
  const shown = all ? items : items.slice(0, FEW);
  const title = t(`patient.today.${kind}`);
  return (
    <section class="stack-s">
      <h2 class={`today__head today__head--${kind}`}>
        <Icon name={kind} /> {title}
      </h2>
      <Rows label={title}>
        {shown.map((item) => (
          <Row
            key={item.rule.id}
            title={textOf(item.rule).says}
            lang={textOf(item.rule).lang}
            detail={kind === "wait" ? onceText(item.dependsOn) : detailOf(item)}
            onClick={() => onRule(item.rule)}
            control={control?.(item.rule)}
          />
        ))}
      </Rows>
      {items.length > FEW && (
        <Button kind="plain" icon={all ? "close" : "down"} onClick={() => setAll(!all)}>
          {all ? t("patient.today.fewer") : t("patient.today.all", { count: items.length })}
        </Button>
      )}
    </section>
  );
}

function detailOf(item: TodayItem): ComponentChildren {
  const until = untilText(item);
  const directed = item.rule.source === "practitioner";
  if (!directed && item.sure) return until;
  return (
    <span class="row">
      {until}
      {directed && <Pill tone="teal">{t("patient.rule.theirs")}</Pill>}
      {!item.sure && item.dependsOn.length === 0 && <Pill tone="ochre">{t("patient.today.unsure")}</Pill>}
    </span>
  );
}
