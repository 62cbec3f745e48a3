/** A rule in one line of words, as a practitioner would say it. */

import { language, locale, t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { flagLabel } from "../../practitioner/flag-label";
import { listIn, textIn, type SheetList, type SheetText } from "../editing";
import { conditionName, deskConditions } from "../../conditions";
import { areaLabel, midSentence, scoreLabel } from "../../labels";
import { everyWords } from "./every-text";
import { windowWords, type NameOf } from "./time-words";

/** "Avoid make-up for 24 to 72 hours", "To do: sunscreen every day for 4 weeks, not with: Prescribed by a doctor". */
export function ruleWords(rule: SheetRule, nameOf: NameOf): string {
  const what = rule.topics.length === 0 ? t("practitioner.desk.rule.no-topic") : listed(rule.topics.map(nameOf), "conjunction");
  const every = rule.every === undefined ? "" : everyWords(rule.every, nameOf);
  const when = [every, windowWords(rule.from, rule.until, nameOf)].filter(Boolean).join(rule.from === undefined ? " " : ", ");
  const begin = t(`practitioner.desk.rule.${rule.verb}`, { what, when }).replace(/ +/g, " ").replace(/[ ,:]+$/, "");
  return [capital(begin), ...details(rule, nameOf)].join(", ");
}

/** "Avoid sauna, sunbed · for 2 weeks": what a rule says, for a list that is read quickly. */
export function shortRuleWords(rule: SheetRule, nameOf: NameOf): string {
  const what = rule.topics.length === 0 ? t("practitioner.desk.rule.no-topic") : rule.topics.map(nameOf).join(", ");
  const begin = t(`practitioner.desk.rule.${rule.verb}`, { what, when: "" }).replace(/[ ,:]+$/, "");
  const every = rule.every === undefined ? "" : everyWords(rule.every, nameOf);
  return [capital(begin), every, windowWords(rule.from, rule.until, nameOf), ...details(rule, nameOf)].filter(Boolean).join(" · ");
}

/** What follows the time: the condition, how much, with what, where, and when it applies at all. */
function details(rule: SheetRule, nameOf: NameOf): readonly string[] {
  const using = listHere(rule.using);
  const flags = (names: readonly string[] | undefined): string => listed((names ?? []).map(flagWords), "disjunction");
  return [
    rule.with?.length ? t("practitioner.desk.rule.with", { what: listed(rule.with.map(nameOf), "disjunction") }) : "",
    textHere(rule.amount),
    using.length ? t("practitioner.desk.rule.using", { what: listed(using, "conjunction") }) : "",
    rule.up_to === undefined ? "" : t("practitioner.desk.rule.up-to", { score: midSentence(scoreLabel(SCORE_OF[rule.up_to])) }),
    rule.area === undefined ? "" : t("practitioner.desk.rule.area", { area: areaLabel(rule.area) }),
    rule.if?.length ? t("practitioner.desk.rule.if", { what: listed(rule.if.map(flagWords), "conjunction") }) : "",
    rule.unless?.length ? t("practitioner.desk.rule.unless", { what: flags(rule.unless) }) : "",
    rule.exception ? t("practitioner.desk.rule.exception") : "",
  ].filter(Boolean);
}

/** A text in the language of the app, or else in the first that the sheet has. */
function textHere(text: SheetText | undefined): string {
  return textIn(text, language.value) || (typeof text === "object" ? (Object.values(text)[0] ?? "") : "");
}

function listHere(list: SheetList | undefined): readonly string[] {
  const here = listIn(list, language.value);
  return here.length > 0 || list === undefined ? here : (Object.values<readonly string[]>(list as Readonly<Record<string, readonly string[]>>)[0] ?? []);
}

/** The scores that `up_to` names. */
export const SCORE_OF = { "very-mild": 1, mild: 2, moderate: 3, severe: 4 } as const;

/** A flag in quotes; one of the moment (`now:sore`) says so. */
export function flagWords(flag: string): string {
  return t(flag.startsWith(NOW) ? "practitioner.desk.flag.now" : "practitioner.desk.flag", { flag: flagName(flag) });
}

const NOW = "now:";
const MOMENTS = ["irritated", "sore"] as const;

/** The name of a flag, without saying whether it is a flag of the moment. */
export function flagName(flag: string): string {
  const own = conditionName(flag, deskConditions.value);
  if (own !== undefined) return own;
  if (!flag.startsWith(NOW)) return flagLabel(flag);
  const name = flag.slice(NOW.length);
  const known = MOMENTS.find((each) => each === name);
  return known ? t(`practitioner.desk.now.${known}`) : flagLabel(name);
}

/** "sauna, swimming and hard exercise". */
export function listed(names: readonly string[], type: "conjunction" | "disjunction"): string {
  const [only = "", ...others] = names;
  return others.length === 0 ? only : formatOf(language.value === "en" ? "en-GB" : locale.value, type).format(names);
}

const FORMATS = new Map<string, Intl.ListFormat>();

function formatOf(tag: string, type: "conjunction" | "disjunction"): Intl.ListFormat {
  const key = `${tag} ${type}`;
  const format = FORMATS.get(key) ?? new Intl.ListFormat(tag, { type, style: "long" });
  FORMATS.set(key, format);
  return format;
}

/** "A bruise", for the beginning of a line. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
