import { useMemo } from "preact/hooks";
import type { Draft } from "../../../actions/diary/draft";
import { answer, isStricter, type Answer } from "../../../domain/answers";
import { usagesIn, type Usage } from "../../../domain/departures";
import { timelinesOf, type Entry, type Treatment } from "../../../domain/diary";
import { stricterAnswer } from "../../../domain/stricter-answer";
import type { TopicTree } from "../../../domain/topics";
import { namedIn } from "../../../domain/topics-match";
import { language, t } from "../../../i18n";
import { clockOffset, clockTrouble, now } from "../../../state/clock";
import { entriesOf, onPhone } from "../../../state/diary";
import { Icon, type IconName } from "../../../ui";
import { anyOf } from "../ask/topics-text";
import { Says } from "../says";
import { entryOf } from "./entry-of";
import "./verdict.css";

interface UsageVerdictsProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly tree: TopicTree;
}

/** What the sheet says of each product and activity at the time of the check-in, without blame. */
export function UsageVerdicts({ treatment, draft, tree }: UsageVerdictsProps) {
  const { products, activities, scores, signs, states } = draft.document;
  const answers = [products, activities, scores, signs, states, draft.typed, draft.occurred_at];
  const verdicts = useMemo(() => verdictsOn(treatment, draft, tree), [treatment, tree, onPhone.value, now.value, language.value, ...answers]);
  if (!verdicts.size) return null;
  const isAgainst = [...verdicts.values()].some(({ kind }) => AGAINST.includes(kind));
  return (
    <div class="stack-s" aria-live="polite">
      <ul class="verdicts">
        {[...verdicts].map(([line, given]) => (
          <VerdictRow key={line} line={line} given={given} tree={tree} />
        ))}
      </ul>
      {isAgainst && <p class="small soft">{t("patient.departures.note")}</p>}
    </div>
  );
}

const AGAINST: readonly string[] = ["no", "not-yet"];

function verdictsOn(treatment: Treatment, draft: Draft, tree: TopicTree): ReadonlyMap<string, Answer> {
  const offset = clockTrouble.value ? (clockOffset.value ?? 0) : 0;
  return verdictsIn(treatment, entryOf(draft), { diary: entriesOf(treatment.id), tree, offset });
}

interface Circumstances {
  /** All entries of the treatment. */
  readonly diary: readonly Entry[];
  readonly tree: TopicTree;
  /** Milliseconds by which the phone's clock was ahead of the server's. */
  readonly offset: number;
}

/** The strictest answer for each line of an entry that names a topic, at the time of the entry. */
export function verdictsIn(treatment: Treatment, entry: Entry, { diary, tree, offset }: Circumstances): ReadonlyMap<string, Answer> {
  const others = diary.filter(({ id }) => id !== entry.id);
  const own = new Set([...entry.document.products, ...entry.document.activities]);
  const verdicts = new Map<string, Answer>();
  if (!own.size) return verdicts;
  const topicsIn = (line: string): readonly string[] => (own.has(line) ? namedIn(tree, line, language.value) : []);
  for (const timeline of timelinesOf(treatment)) {
    const usages = usagesIn(timeline, [...others, entry], topicsIn);
    for (const usage of usages.filter(({ step }) => step.entry.id === entry.id)) {
      const given = answerTo(usage, timeline, { tree, offset });
      const last = verdicts.get(usage.line);
      if (!last || isStricter(given, last)) verdicts.set(usage.line, given);
    }
  }
  return verdicts;
}

/** By both clocks if they differ: a wrong clock must not make anything right. */
function answerTo({ topic, step: { at, states } }: Usage, timeline: Treatment["timeline"], { tree, offset }: Pick<Circumstances, "tree" | "offset">): Answer {
  return stricterAnswer([at, at - offset], (time) => answer(timeline, tree, topic, { now: time, states }));
}

interface VerdictRowProps {
  readonly line: string;
  readonly given: Answer;
  readonly tree: TopicTree;
}

/** A line with its verdict and, where the sheet is against it, the rule. */
export function VerdictRow({ line, given, tree }: VerdictRowProps) {
  const isAgainst = AGAINST.includes(given.kind);
  const { icon, text } = verdictOf(given, tree);
  return (
    <li class={isAgainst ? "verdict verdict--against" : "verdict"}>
      <Icon name={icon} small />
      <span>
        <strong>{line}</strong> <span class="soft">{text}</span>
        {isAgainst && given.rule && (
          <small>
            <Says rule={given.rule} />
          </small>
        )}
      </span>
    </li>
  );
}

/** More names than these are no answer at a glance. */
const FEW = 2;

/** An answer in a few words. "Yes" only where nothing else has to be so; of a family with stricter members only that there are rules. */
function verdictOf({ kind, with: needed, only, except, dependsOn }: Answer, tree: TopicTree): { readonly icon: IconName; readonly text: string } {
  if (AGAINST.includes(kind)) return { icon: "sheet", text: t("patient.departures") };
  if (except.length || dependsOn.length) return { icon: "info", text: t("patient.usage.depends") };
  if (kind === "yes" && !needed.length) return { icon: "yes", text: t("patient.usage.yes") };
  if (kind === "yes") return { icon: "info", text: t("patient.usage.with", { topics: anyOf(needed, tree) }) };
  if (kind === "only" && only.length && only.length <= FEW) return { icon: "info", text: t("patient.usage.only", { topics: anyOf(only, tree) }) };
  if (kind === "over") return { icon: "info", text: t("patient.usage.over") };
  return { icon: "info", text: t(kind === "unsaid" ? "patient.usage.unsaid" : "patient.usage.depends") };
}
