import { Pill } from "../../../ui";
import type { Comparison, EarlierDay } from "../../../domain/comparison";
import { distance, localDate } from "../../../domain/dates";
import { SYMPTOMS, type SkinCue } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { photos } from "../../../state/diary";
import { scoreLabel, symptomLabel } from "../../labels";
import { dayText, whenText } from "../format";
import { Picture } from "../picture";
import { ComparisonButtons } from "./comparison-buttons";
import { Dots } from "./dots";
import { symptomName } from "./symptom-name";

interface QuestionProps {
  readonly day: EarlierDay;
  readonly cues: readonly SkinCue[];
  readonly onPick: (comparison: Comparison) => void;
  readonly onSkip: () => void;
}

/** The one question that a check-in begins with: what was noted last, and four answers within reach of the thumb. */
export function Question({ day, cues, onPick, onSkip }: QuestionProps) {
  return (
    <>
      <LastTime day={day} cues={cues} />
      <section class="question" aria-labelledby="comparison">
        <h2 id="comparison">{questionText(day)}</h2>
        <ComparisonButtons value={null} labelledBy="comparison" onPick={onPick} detailed />
        <button type="button" class="button button--plain" onClick={onSkip}>
          {t("patient.compare.skip")}
        </button>
      </section>
    </>
  );
}

/** "Compared with yesterday?": the day is always named. */
export function questionText({ at }: EarlierDay): string {
  const { days } = distance(new Date(at).toISOString(), now.value, phoneTimeZone());
  if (days === 0) return t("patient.compare.today", { time: timeOfDay(at) });
  if (days === -1) return t("patient.compare.yesterday");
  return t(days > -7 ? "patient.compare.weekday" : "patient.compare.date", { day: dayText(at) });
}

/** What was noted last, to compare with: the scores, the signs, and a photo of that day. */
function LastTime({ day: { at, scores, signs }, cues }: Pick<QuestionProps, "day" | "cues">) {
  const date = localDate(at, phoneTimeZone());
  const ofDay = photos.value.filter((photo) => localDate(Date.parse(photo.taken_at), phoneTimeZone()) === date);
  const photo = ofDay.findLast(({ angle }) => angle === "front") ?? ofDay.at(-1);
  return (
    <section class="last-time" aria-label={whenText(at)}>
      <p class="soft small cap">{whenText(at)}</p>
      <ul class="last-time__scores">
        {SYMPTOMS.flatMap((symptom) => {
          const score = scores[symptom];
          return score === undefined ? [] : [<Line key={symptom} name={symptomName(symptom, cues)} score={score} />];
        })}
      </ul>
      {signs.length > 0 && <p class="row">{signs.map(({ sign }) => <Pill key={sign} tone="plum">{symptomLabel(sign)}</Pill>)}</p>}
      {photo && <Picture photo={photo} />}
    </section>
  );
}

function Line({ name, score }: { name: string; score: number }) {
  return (
    <li>
      <span>{name}</span> <Dots score={score} /> <span class="soft">{scoreLabel(score)}</span>
    </li>
  );
}
