import type { ComponentChild } from "preact";
import { isBaseline, type Reply, type Treatment } from "../../../domain/diary";
import { photosOn, type DiaryDay } from "../../../domain/diary-days";
import { t } from "../../../i18n";
import { Icon, Link, Pill } from "../../../ui";
import { photoLabel } from "../../photo-label";
import { Picture } from "../picture";
import { diaryAddress } from "./address";
import { SymptomBars } from "./bars";
import { dateText } from "./day-text";
import { Signs } from "./entry-parts";

/** One day in the list: its best photo, its symptoms at their strongest, and its words. A tap opens the day. */
export function DayCard({ treatment, day }: { treatment: Treatment; day: DiaryDay }) {
  const href = diaryAddress({ treatment: treatment.id, day: day.date });
  const [large, ...small] = photosOn(day);
  return (
    <article class="card day" id={`day-${day.date}`}>
      <h2>
        <Link class="day__head" href={href}>
          <span class="cap">{dateText(day.date)}</span> <Pill>{t("patient.today.day", { day: day.day })}</Pill> <Icon name="next" small />
        </Link>
      </h2>
      {large && (
        <Link class="day__photo" href={href}>
          <Picture photo={large} size="display">
            <Pill>{isBaseline(large) ? `${photoLabel(large)} · ${t("patient.photos.baseline")}` : photoLabel(large)}</Pill>
          </Picture>
        </Link>
      )}
      {small.length > 0 && (
        <div class="thumbs">
          {small.slice(0, 4).map((photo) => (
            <Picture key={photo.id} photo={photo} />
          ))}
        </div>
      )}
      <SymptomBars scores={day.scores} />
      {day.entries.map(({ entry: { id, document }, replies }) => (
        <Words key={id} note={document.note} question={document.question} replies={replies} signs={<Signs document={document} />} />
      ))}
      <Replied replies={day.replies} />
    </article>
  );
}

/** Who has replied: the words of a reply are on the page of the day. */
function Replied({ replies }: { replies: readonly Reply[] }) {
  return (
    <>
      {replies.map((reply) => (
        <p key={reply.id} class="words row">
          <Icon name="reply" small /> <span>{t("patient.diary.replied", { name: reply.author_name })}</span>
        </p>
      ))}
    </>
  );
}

function Words({ note, question, replies, signs }: { note: string; question: string; replies: readonly Reply[]; signs: ComponentChild }) {
  return (
    <>
      {signs}
      {note !== "" && <p class="words">{note}</p>}
      {question !== "" && (
        <p class="words row">
          <Icon name="ask" small /> <span>{question}</span>
        </p>
      )}
      <Replied replies={replies} />
    </>
  );
}
