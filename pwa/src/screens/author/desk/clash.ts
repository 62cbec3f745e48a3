/** What two rules disagree about, and the answers an author can give. */

import { t } from "../../../i18n";
import type { SheetIssue, SheetRule } from "../../../state/authoring";
import { withField } from "../editing";
import { windowWords, type NameOf } from "../words/time-words";
import { withoutRule, withRule, withSplit, type DeskContent } from "./content";

export type Clash = NonNullable<SheetIssue["clash"]>;

/** One answer: its button, what patients are then told, and the change that it makes. */
export interface ClashAnswer {
  readonly key: "exception" | "stricter" | "both";
  readonly then: string;
  readonly apply: (now: DeskContent) => DeskContent;
}

/** The answers to a clash of these two rules. A permitted member of a banned family needs no "both": that is what an exception says. */
export function clashAnswers(clash: Clash, rules: readonly SheetRule[], nameOf: NameOf): readonly ClashAnswer[] {
  const [first, second] = rules;
  if (!first || !second) return [];
  const isBan = ({ verb }: SheetRule): boolean => verb === "avoid" || verb === "only";
  const permission = isBan(first) ? second : first;
  const answers: ClashAnswer[] = [];
  if (clash.about === "permission" || clash.about === "exception") answers.push(exceptionOf(clash, permission, nameOf));
  const stricter = rules.find(({ id }) => id === clash.stricter);
  if (stricter) answers.push(stricterOf(clash, stricter, stricter === first ? second : first, nameOf));
  if (clash.about !== "exception") answers.push({ key: "both", then: t(`practitioner.desk.clash.${bothThen(clash)}`), apply: (now) => changed(now, first.id, (rule) => withField(rule, "mark", "as-written")) });
  return answers;
}

function bothThen({ about, stricter }: Clash): "then.both-no" | "then.both-yes" | "then.both" {
  if (about === "begins") return "then.both-yes";
  return stricter !== null ? "then.both-no" : "then.both";
}

function exceptionOf(clash: Clash, permission: SheetRule, nameOf: NameOf): ClashAnswer {
  return {
    key: "exception",
    then: t("practitioner.desk.clash.then.exception", { topics: clash.topics.map(nameOf).join(", ") }),
    apply: (now) => changed(now, permission.id, (rule) => withField(rule, "exception", true)),
  };
}

/** The other rule takes over the stricter time, or loses what the stricter one forbids without an end. */
function stricterOf(clash: Clash, stricter: SheetRule, other: SheetRule, nameOf: NameOf): ClashAnswer {
  const key = "stricter";
  const move = (field: "from" | "until", time: string) => (now: DeskContent): DeskContent => onDisputed(now, clash, other, (rule) => withField(rule, field, time));
  if (clash.about === "begins" && stricter.from !== undefined) return { key, then: t("practitioner.desk.clash.then.from", { time: windowWords(stricter.from, undefined, nameOf) }), apply: move("from", stricter.from) };
  const end = clash.about === "gap" ? stricter.from : stricter.until;
  if (end === undefined || (clash.about !== "gap" && clash.about !== "ends" && other.until !== undefined)) {
    return { key, then: t("practitioner.desk.clash.then.no"), apply: (now) => withoutDisputed(now, clash, other) };
  }
  const then = t("practitioner.desk.clash.then.until", { time: windowWords(undefined, end, nameOf) });
  return { key, then, apply: move(clash.about === "gap" || clash.about === "ends" ? "until" : "from", end) };
}

function changed(now: DeskContent, id: string, work: (rule: SheetRule) => SheetRule): DeskContent {
  const rule = now.document.rules.find((each) => each.id === id);
  return rule ? withRule(now, work(rule)) : now;
}

/** Change what a rule says about the disputed topics; the others keep a rule of their own. */
function onDisputed(now: DeskContent, { topics }: Clash, rule: SheetRule, work: (rule: SheetRule) => SheetRule): DeskContent {
  const { content, id } = withSplit(now, rule.id, rule.topics.filter((topic) => topics.includes(topic)));
  return changed(content, id, work);
}

function withoutDisputed(now: DeskContent, { topics }: Clash, rule: SheetRule): DeskContent {
  const rest = rule.topics.filter((topic) => !topics.includes(topic));
  return rest.length === 0 ? withoutRule(now, rule.id) : changed(now, rule.id, (each) => ({ ...each, topics: rest }));
}

/** "Lipstick: allowed between 24 hours and 2 days after the treatment, although the ban includes it." */
export function clashText({ about, topics, first_hour: first, last_hour: last }: Clash, nameOf: NameOf): string {
  const named = topics.map(nameOf).join(", ");
  const what = named.slice(0, 1).toUpperCase() + named.slice(1);
  if (about === "sessions") return t("practitioner.desk.clash.about.sessions");
  if (about !== "ends" && about !== "begins") return t(`practitioner.desk.clash.about.${about}`, { topics: what, span: spanText(first, last) });
  if (first === null || last === null) return t(`practitioner.desk.clash.about.${about}`, { topics: what });
  return t(`practitioner.desk.clash.about.${about}-hours`, { topics: what, first: hourText(first), last: hourText(last) });
}

function spanText(first: number | null, last: number | null): string {
  const begins = first === 0 ? null : first;
  if (last === null) return begins === null ? t("practitioner.desk.clash.span.always") : t("practitioner.desk.clash.span.from", { first: hourText(begins) });
  if (begins === null) return t("practitioner.desk.clash.span.first", { last: hourText(last) });
  return t("practitioner.desk.clash.span.both", { first: hourText(begins), last: hourText(last) });
}

const IN_HOURS = 72;

/** Hours up to three days, then days, in the form that follows "after". */
function hourText(hours: number): string {
  const days = Math.round(hours / 24);
  return hours <= IN_HOURS ? t("practitioner.desk.unit-after.h", { count: hours }) : t("practitioner.desk.unit-after.d", { count: days });
}
