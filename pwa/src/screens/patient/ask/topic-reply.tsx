import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import type { Question } from "../../../domain/questions";
import { reply, stricterReply, type Reply } from "../../../domain/replies";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { language } from "../../../i18n";
import { answerTimes, phoneTimeZone } from "../../../state/clock";
import { askedOf } from "./asked-treatments";
import { StatedConditions } from "./own-condition";
import { ReplyView } from "./reply";
import { statedNames, withStated, type Stated } from "./stated";
import "./ask.css";

type Treatments = readonly [Treatment, ...Treatment[]];

interface TopicReplyProps {
  readonly topic: string;
  readonly treatments: Treatments;
  readonly tree: TopicTree;
}

/** The reply to "may I" about one topic, for a topic that was tapped outside "Can I …?". */
export function TopicReply({ topic, treatments, tree }: TopicReplyProps) {
  const [stated, setStated] = useState<Stated>({});
  const name = shortOf(tree, topic, language.value);
  return (
    <ReplyView treatments={treatments} words={name} reply={replyTo(questionAbout(topic, name), treatments, tree, stated)} onState={(condition, holds) => setStated({ ...stated, [condition]: holds })}>
      <StatedConditions names={statedNames(stated, treatments)} onForget={() => setStated({})} />
    </ReplyView>
  );
}

/** A topic that was tapped: "may I", and nothing else. */
export function questionAbout(topic: string, understood: string): Question {
  const named = [{ topic, understood, how: "exact", aside: false, unclear: false, denied: false }] as const;
  const rest = { conditions: [], unknown: [], at: null, moments: [], past: false, negated: false, statementOnly: false } as const;
  return { kind: "may", topics: named, language: language.value, ...rest };
}

/** What the sheets of the current treatments reply, given what was stated, by the stricter of two clocks that differ. */
export function replyTo(question: Question, treatments: Treatments, tree: TopicTree, stated: Stated = {}): Reply {
  const [first, ...others] = askedOf(question, treatments, tree);
  const asked = [withStated(first, stated), ...others.map((each) => withStated(each, stated))] as const;
  return stricterReply(answerTimes.value, (now) => reply(question, asked, { now, timeZone: phoneTimeZone() }));
}
