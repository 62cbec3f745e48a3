import type { ComponentChildren } from "preact";
import { statement } from "../../domain/replies";
import { language, t } from "../../i18n";
import { Icon } from "../../ui";
import { sentenceText } from "../patient/ask/reply-text";
import { VERDICTS } from "../patient/ask/verdicts";
import { textOf } from "../patient/sheet-language";
import { hourLabel, momentLabel } from "./course-hours";
import { answerAt, openIssues, rulesOf, type Course } from "./heat-rows";
import type { Picked } from "./heat-table";

interface HeatDetailProps {
  readonly course: Course;
  readonly picked: Picked | null;
  readonly nameOf: (topic: string) => string;
  /** Actions for the cell. */
  readonly children?: ComponentChildren;
}

/** What the patient reads about the topic at this hour, the rules behind it, and what is open about them. */
export function HeatDetail({ course, picked, nameOf, children }: HeatDetailProps) {
  return (
    <div class="heat__detail">
      <div class="stack-s" role="status">
        {picked ? <Detail course={course} picked={picked} nameOf={nameOf} /> : <p class="soft">{t("practitioner.heat.hint")}</p>}
      </div>
      {children}
    </div>
  );
}

function Detail({ course, picked: { topic, hour }, nameOf }: HeatDetailProps & { picked: Picked }) {
  const { timeline, tree } = course;
  const answer = answerAt(course, topic, hour);
  const plain = { understood: "", typo: false, inside: [], aside: false, prescription: "", unclear: false, denied: false, later: false, ended: null, before: null } as const;
  const part = { ...plain, answer, askedOf: { timeline, tree, states: {}, name: "" } };
  const { tone, icon } = VERDICTS[answer.kind];
  const sentences = statement(part).map((sentence) => sentenceText(sentence, tree, (at) => momentLabel(timeline, at)));
  return (
    <>
      <h3>{nameOf(topic)} · {hourLabel(timeline, hour)}</h3>
      <p class={`heat__answer heat__answer--${tone}`}>
        <Icon name={icon} /> <span>{sentences.join(" ")}</span>
      </p>
      <ul class="bullets">
        {rulesOf(answer).map((rule) => (
          <li key={rule.id}>
            <span {...(rule.translations?.[language.value] ? {} : { lang: timeline.sheet.language })}>{textOf(rule).says}</span> <span class="small soft">({rule.cite})</span>
          </li>
        ))}
      </ul>
      {openIssues(course, answer).map((issue) => (
        <p key={issue} class="row">
          <Icon name="attention" small /> <strong>{t(`practitioner.sheet.issue.${issue}`)}</strong>
        </p>
      ))}
    </>
  );
}
