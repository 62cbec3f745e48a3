import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { doneNow, stillToDo } from "../../../domain/duties";
import type { Treatment } from "../../../domain/diary";
import type { TimelineRule, Window } from "../../../domain/timeline";
import type { TodayItem } from "../../../domain/today";
import type { NamedTopics } from "../../../domain/topic-names";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { Button, Icon, Pill, Row, Rows } from "../../../ui";
import { everyText, untilText, whenText } from "../format";
import { textOf } from "../sheet-language";
import { CheckInRow } from "./check-in-row";
import { DoneButton } from "./done-button";
import { CorrectReport, reportsAt, type Correcting } from "./reports";
import { namesOf } from "./topic-names";

const FEW = 3;

interface DutiesProps {
  readonly treatment: Treatment;
  readonly items: readonly TodayItem[];
  /** Undefined while the topics are not on this phone: then the sentences of the rules stand in for their names. */
  readonly tree: NamedTopics | undefined;
  /** Whether the practitioner is to be asked before any of it, as the tiles say, too. */
  readonly askFirst: boolean;
  readonly onRule: (rule: TimelineRule) => void;
}

/** The check-in, what the sheet asks for today, and below it what was done of that. */
export function Duties({ treatment, items, tree, askFirst, onRule }: DutiesProps) {
  const [all, setAll] = useState(false);
  const open = stillToDo(items, treatment.timeline, now.value, states.value);
  const inOrder = [...open.filter(({ rule }) => canBeDone(rule)), ...open.filter(({ rule }) => !canBeDone(rule))];
  return (
    <section class="stack-s today__rows">
      <h2 class="today__head">{t("patient.board.do")}</h2>
      {askFirst && inOrder.length > 0 && <p class="today__ask-first"><Icon name="call" /> {t("patient.board.do-ask")}</p>}
      <Rows label={t("patient.board.do")}>
        <CheckInRow treatment={treatment} />
        {(all ? inOrder : inOrder.slice(0, FEW)).map((item) => (
          <Duty key={item.rule.id} treatment={treatment} item={item} tree={tree} onRule={onRule} />
        ))}
        <DoneDuties treatment={treatment} items={items} tree={tree} />
      </Rows>
      {inOrder.length > FEW && (
        <Button kind="plain" icon={all ? "close" : "down"} onClick={() => setAll(!all)}>
          {all ? t("patient.board.fewer") : t("patient.board.more", { count: inOrder.length - FEW })}
        </Button>
      )}
    </section>
  );
}

function Duty({ treatment, item, tree, onRule }: Omit<DutiesProps, "items" | "askFirst"> & { readonly item: TodayItem }) {
  const { rule } = item;
  return (
    <Row
      {...titleOf(rule, tree)}
      detail={detailOf(item)}
      onClick={() => onRule(rule)}
      control={canBeDone(rule) && <DoneButton treatment={treatment} rule={rule} />}
    />
  );
}

function titleOf(rule: TimelineRule, tree: NamedTopics | undefined): { readonly title: string; readonly lang?: string | undefined } {
  if (tree) return { title: namesOf(rule.topics, tree) };
  const { says, lang } = textOf(rule);
  return { title: says, lang };
}

/** What is asked for always, or when needed, is never done. */
function canBeDone({ every }: TimelineRule): boolean {
  return every !== "always" && every !== "as needed";
}

function detailOf(item: TodayItem): ComponentChildren {
  const { every } = item.rule;
  const text = every === undefined ? untilText(item) : everyText(every);
  const directed = item.rule.source === "practitioner";
  if (!directed && item.sure) return text;
  return (
    <span class="row">
      {text}
      {directed && <Pill tone="teal">{t("patient.rule.theirs")}</Pill>}
      {!item.sure && item.dependsOn.length === 0 && <Pill tone="ochre">{t("patient.board.unclear")}</Pill>}
    </span>
  );
}

/** A tap corrects the time, or takes it back. */
function DoneDuties({ treatment, items, tree }: Omit<DutiesProps, "onRule" | "askFirst">) {
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const { windows, time_zone } = treatment.timeline;
  const done = items.flatMap(({ rule }) => {
    const window = windows.find((each) => each.rule.id === rule.id);
    const report = window && doneNow(window, now.value, states.value, time_zone);
    return report ? [{ window, report }] : [];
  });
  return (
    <>
      {done.map(({ window: { rule }, window, report: { at, again } }) => (
        <Row
          key={rule.id}
          icon="yes"
          {...titleOf(rule, tree)}
          detail={[t("patient.duty.done-at", { when: whenText(at) }), nextText(window, again)].filter((text) => text !== "").join(" · ")}
          onClick={() => {
            const reported = { kind: "duties_done", name: rule.id } as const;
            setCorrecting({ reported, what: textOf(rule).says, at, entries: reportsAt(reported, at) });
          }}
        />
      ))}
      {correcting && (
        <li>
          <CorrectReport correcting={correcting} treatment={treatment} onClose={() => setCorrecting(null)} />
        </li>
      )}
    </>
  );
}

/** "next time: tomorrow", "every time you wash"; empty for what is done for good. */
function nextText({ rule: { every = "" } }: Window, again: number | null): string {
  if (every.startsWith("each ")) return everyText(every);
  return again === null ? "" : t("patient.duty.next", { when: whenText(again) });
}
