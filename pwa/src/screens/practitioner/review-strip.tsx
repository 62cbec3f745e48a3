import type { ComponentChildren } from "preact";
import { repliesByQuestion, questionsOf } from "../../domain/replies-by-question";
import { t } from "../../i18n";
import type { Review } from "../../state/clinic";
import { Icon, type IconName } from "../../ui";
import { appliedText, happenedText, nextText } from "./review-words";
import "./review.css";

interface ReviewStripProps {
  readonly review: Review;
  /** Whether the patient has shared notes and questions. */
  readonly shared: boolean;
}

/** The whole review in four sentences: what happened, what the patient asks, what was applied, what comes next. */
export function ReviewStrip({ review, shared }: ReviewStripProps) {
  return (
    <dl class="review-strip" aria-label={t("practitioner.review.strip.label")}>
      <Line icon="timeline" name={t("practitioner.review.strip.happened")}>{happenedText(review, Date.now())}</Line>
      <Line icon="ask" name={t("practitioner.review.strip.asks")}><Asks review={review} shared={shared} /></Line>
      <Line icon="note" name={t("practitioner.review.strip.applied")}>{appliedText(review.treatment.applied)}</Line>
      <Line icon="calendar" name={t("practitioner.review.strip.next")}>{nextText(review)}</Line>
    </dl>
  );
}

function Line({ icon, name, children }: { icon: IconName; name: string; children: ComponentChildren }) {
  return (
    <div class="review-strip__line">
      <dt><Icon name={icon} small /> {name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The questions without a reply, in the patient's words, the latest first. */
function Asks({ review, shared }: ReviewStripProps) {
  if (!shared) return <span class="soft">{t("practitioner.review.notes.not-shared")}</span>;
  const { answers } = repliesByQuestion(review);
  const open = questionsOf(review.entries).filter(({ id }) => !answers.has(id));
  if (open.length === 0) return <span class="soft">{t("practitioner.review.strip.asks.none")}</span>;
  return <>{open.toReversed().map(({ id, document }) => <q key={id}>{document.question}</q>)}</>;
}
