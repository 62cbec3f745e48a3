import type { Treatment } from "../../../domain/diary";
import { diaryDays, type DiaryDay } from "../../../domain/diary-days";
import { indexed, type IndexedText, type SearchedText } from "../../../domain/diary-search";
import { t } from "../../../i18n";
import { phoneTimeZone } from "../../../state/clock";
import { entriesOf, photosOf, repliesOf } from "../../../state/diary";
import { areaLabel, symptomLabel } from "../../labels";

/** Everything that can be searched in the diaries of all treatments. */
export function searchedTexts(treatments: readonly Treatment[]): readonly IndexedText[] {
  return treatments.flatMap(({ id, timeline }) => {
    const days = diaryDays({ entries: entriesOf(id), photos: photosOf(id), replies: repliesOf(id) }, timeline, phoneTimeZone());
    return days.flatMap((day) => textsOf(day).map(([kind, text]) => indexed({ treatmentId: id, date: day.date, kind, text })));
  });
}

/** The texts of a day. A reply belongs to the day of the question that it answers. */
function textsOf({ entries, replies }: DiaryDay): readonly (readonly [SearchedText["kind"], string])[] {
  const own = entries.flatMap(({ entry: { document }, replies: answers }) => [
    ["note", document.note] as const,
    ["question", document.question] as const,
    ...[...document.products, ...document.activities].map((line) => ["usage", line] as const),
    ...document.signs.map(({ sign, area }) => ["sign", area === null ? symptomLabel(sign) : t("patient.finding.at", { what: symptomLabel(sign), area: areaLabel(area) })] as const),
    ...answers.map(({ text }) => ["reply", text] as const),
  ]);
  return [...own, ...replies.map(({ text }) => ["reply", text] as const)].filter(([, text]) => text !== "");
}
