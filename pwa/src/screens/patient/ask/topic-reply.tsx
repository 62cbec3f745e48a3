import type { Treatment } from "../../../domain/diary";
import type { Question } from "../../../domain/questions";
import { reply, stricterReply, type Reply } from "../../../domain/replies";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { language } from "../../../i18n";
import { answerTimes, phoneTimeZone } from "../../../state/clock";
import { askedOf } from "./asked-treatments";
import { ReplyView } from "./reply";
import "./ask.css";

type Treatments = readonly [Treatment, ...Treatment[]];

interface TopicReplyProps {
  readonly topic: string;
  readonly treatments: Treatments;
  readonly tree: TopicTree;
}

/** The reply to "may I" about one topic, for a topic that was tapped outside "Can I …?". */
export function TopicReply({ topic, treatments, tree }: TopicReplyProps) {
  const name = shortOf(tree, topic, language.value);
  return <ReplyView treatments={treatments} words={name} reply={replyTo(questionAbout(topic, name), treatments, tree)} />;
}

/** A topic that was tapped: "may I", and nothing else. */
export function questionAbout(topic: string, understood: string): Question {
  const named = [{ topic, understood, how: "exact", aside: false, unclear: false, denied: false }] as const;
  const rest = { conditions: [], unknown: [], at: null, moments: [], past: false, negated: false, statementOnly: false } as const;
  return { kind: "may", topics: named, language: language.value, ...rest };
}

/** What the sheets of the current treatments reply, by the stricter of two clocks that differ. */
export function replyTo(question: Question, treatments: Treatments, tree: TopicTree): Reply {
  const asked = askedOf(question, treatments, tree);
  return stricterReply(answerTimes.value, (now) => reply(question, asked, { now, timeZone: phoneTimeZone() }));
}
