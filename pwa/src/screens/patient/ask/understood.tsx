import { areaLabel, plainWords, symptomLabel } from "../../labels";
import type { AskedTopic, Question } from "../../../domain/questions";
import { HOUR } from "../../../domain/dates";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { duration } from "../../../i18n/dates";
import { Icon } from "../../../ui";

/** Something that was read in a question, and that the person can leave out with one tap. */
interface Part {
  /** The condition, or the topic. */
  readonly id: string;
  readonly text: string;
}

interface UnderstoodProps {
  readonly question: Question;
  readonly tree: TopicTree;
  /** The moment or span of the question, if it names one. */
  readonly about: string | undefined;
  readonly left: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** What was understood apart from the topic. A tap leaves it out, and another one includes it again. */
export function Understood({ question, tree, about, left, onToggle }: UnderstoodProps) {
  const parts = partsOf(question, tree, about);
  if (!parts.length) return null;
  return (
    <section class="stack-s" aria-label={t("answer.stated.title")}>
      <p class="small soft">{t("answer.stated.title")}</p>
      <div class="chips">
        {parts.map(({ id, text }) => (
          <button key={id} type="button" class="chip chip--stated" aria-pressed={!left.has(id)} onClick={() => onToggle(id)}>
            <span>{text}</span> <Icon name={left.has(id) ? "check-in" : "close"} small />
          </button>
        ))}
      </div>
    </section>
  );
}

/** The question without what the person has left out. */
export function withoutLeft(question: Question, left: ReadonlySet<string>): Question {
  return {
    ...question,
    conditions: question.conditions.filter((condition) => !left.has(condition)),
    topics: question.topics.filter(({ topic }) => !left.has(idOf(topic))),
    ...(left.has(AT) ? { at: null, moments: [], past: false } : {}),
  };
}

const AT = "at";
/** Something is done with a thing that is not understood: it stands in the person's own words. */
const UNREAD = "with:unknown";
const idOf = (topic: string): string => `topic:${topic}`;

/** A topic is listed only if it may have been misunderstood: it was misspelt, or there are several. */
function partsOf({ topics, conditions, unknown }: Question, tree: TopicTree, about: string | undefined): readonly Part[] {
  const doubtful = topics.filter(({ how }: AskedTopic) => how === "typo" || topics.length > 1);
  return [
    ...doubtful.map(({ topic }) => ({ id: idOf(topic), text: shortOf(tree, topic, language.value) })),
    ...conditions.map((condition) => ({ id: condition, text: condition === UNREAD ? t("answer.stated.with", { what: unknown.join(", ") }) : conditionText(condition, tree) })),
    ...(about === undefined ? [] : [{ id: AT, text: about }]),
  ];
}

const ACTS = ["home", "wash", "outside"] as const;
const NOW = ["irritated", "sore", "severe", "strong", "wide", "worse", "lasting", "unbearable", "prescribed", "healed", "calm", "shed"] as const;
const NOT = ["healed", "calm", "shed"] as const;

/** A condition as the patient would say it: "my skin is irritated". */
function conditionText(condition: string, tree: TopicTree): string {
  const at = condition.indexOf(":");
  const [kind, name] = [condition.slice(0, at), condition.slice(at + 1)];
  const act = ACTS.find((each) => each === name);
  const now = NOW.find((each) => each === name);
  const not = NOT.find((each) => each === name);
  const what = tree.lineage.has(name) ? shortOf(tree, name, language.value) : symptomLabel(name);
  if (kind === "act") return act ? t(`answer.stated.act.${act}`) : plainWords(name);
  if (kind === "lasts") return t("answer.stated.lasts", { length: duration(Number.parseInt(name, 10) * HOUR) });
  if (kind === "area") return areaLabel(name);
  if (kind === "now") return now ? t(`answer.stated.now.${now}`) : what;
  if (kind === "not") return not ? t(`answer.stated.not.${not}`) : t("answer.stated.not.any", { what });
  if (kind === "with" || kind === "without") return t(`answer.stated.${kind}`, { what });
  return plainWords(name);
}
