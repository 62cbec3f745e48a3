import { reportsIn } from "../../../domain/reports";
import type { EntryDocument, Reply, Treatment } from "../../../domain/diary";
import { signsGoneIn } from "../../../domain/signs-gone";
import { SKIN_STATES } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { Icon, Pill } from "../../../ui";
import { areaLabel, symptomLabel } from "../../labels";
import { reportText } from "../act-labels";

interface DocumentProps {
  readonly document: EntryDocument;
}

/** The signs of an entry, each with its area. */
export function Signs({ document: { signs } }: DocumentProps) {
  return (
    <>
      {signs.map(({ sign, area }) => (
        <p key={`${sign} ${area ?? ""}`} class="row">
          <Pill tone="plum" icon="call">
            {area === null ? symptomLabel(sign) : t("patient.finding.at", { what: symptomLabel(sign), area: areaLabel(area) })}
          </Pill>
        </p>
      ))}
    </>
  );
}

/** What the patient said of the skin, either way, and which signs have gone. */
export function States({ document }: DocumentProps) {
  const { states } = document;
  return (
    <>
      {SKIN_STATES.filter((state) => states[state] !== undefined).map((state) => (
        <p key={state} class="small">
          {t(`patient.state.${state}`)} <strong>{t(states[state] ? "patient.state.yes" : "patient.state.no")}</strong>
        </p>
      ))}
      {signsGoneIn(document).map((sign) => (
        <p key={sign} class="small">
          {t("patient.state.sign", { what: symptomLabel(sign) })} <strong>{t("patient.state.sign.gone")}</strong>
        </p>
      ))}
    </>
  );
}

/** What was reported with one tap. */
export function Reports({ document, treatment }: DocumentProps & { treatment: Treatment }) {
  const rules = treatment.timeline.windows.map(({ rule }) => rule);
  return (
    <>
      {reportsIn(document).map((reported) => (
        <p key={reported.kind + reported.name} class="row">
          <Icon name="yes" small /> {reportText(reported, rules)}
        </p>
      ))}
    </>
  );
}

/** The question of an entry, and the practitioner's replies to it. */
export function QuestionAndReplies({ question, replies }: { question: string; replies: readonly Reply[] }) {
  if (question === "") return null;
  return (
    <section class="asked" aria-label={t("patient.diary.question")}>
      <p class="words row">
        <Icon name="ask" small /> <span>{question}</span>
      </p>
      {replies.map((reply) => (
        <ReplyText key={reply.id} reply={reply} />
      ))}
    </section>
  );
}

export function ReplyText({ reply }: { reply: Reply }) {
  return (
    <div class="asked__reply">
      <p class="row">
        <Icon name="reply" small /> <strong>{t("patient.reply.title", { name: reply.author_name })}</strong>
      </p>
      <p class="words">{reply.text}</p>
      <p class="small soft">{dateAndTime(reply.created_at)}</p>
    </div>
  );
}
