import { useState } from "preact/hooks";
import { closeSharedDiary, loadSharedReview, sharedPhotoAddress, type SharedDiaries, type SharedReview } from "../../actions/shared-diary";
import { language, t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Choice, Empty, Screen, WhenLoaded } from "../../ui";
import { RepliesRead, ReviewBody, sessionText } from "../practitioner/review-body";
import { PaperHead } from "../practitioner/review-paper";

interface SharedDiaryProps {
  readonly diaries: SharedDiaries;
  /** The reader has closed the diary, or its patient has. */
  readonly onClosed: () => void;
}

/** The screen that a practitioner with an account sees, without anything that changes something. */
export function SharedDiary({ diaries, onClosed }: SharedDiaryProps) {
  const { treatments, patient_name: name } = diaries;
  const [id, setId] = useState(treatments[0]?.id ?? "");
  const options = treatments.map((each) => ({
    value: each.id,
    label: t("shared.treatment", { number: each.number_in_series, date: shortDate(each.treated_at, each.time_zone) }),
  }));
  const closing = useAsyncAction(closeSharedDiary, onClosed);
  const close = (
    <span class="no-print">
      <Button kind="plain" icon="lock" busy={closing.busy} onClick={closing.run}>
        {t("shared.close")}
      </Button>
    </span>
  );
  return (
    <Screen wide title={name} beside={close}>
      <p class="small soft">{t("shared.until", { date: shortDate(diaries.ends_at), name })}</p>
      <ActionError {...closing} />
      {treatments.length > 1 && <Choice legend={t("shared.which")} value={id} onChange={setId} options={options} />}
      <LoadedReview key={id} id={id} diaries={diaries} />
    </Screen>
  );
}

function LoadedReview({ id, diaries }: { id: string; diaries: SharedDiaries }) {
  const [loaded, again] = useLoaded(() => loadSharedReview(id, language.value), `${id} ${language.value}`);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8}>
      {(review) => (review ? <Opened review={review} diaries={diaries} /> : <Ended />)}
    </WhenLoaded>
  );
}

function Opened({ review, diaries }: { review: SharedReview; diaries: SharedDiaries }) {
  return (
    <>
      <PaperHead review={review} />
      <p>{sessionText(review)}</p>
      <ReviewBody review={review} shared={diaries} address={sharedPhotoAddress} replies={<RepliesRead review={review} />} />
    </>
  );
}

function Ended() {
  return (
    <Empty icon="lock" title={t("shared.closed.title")}>
      <p>{t("shared.closed.text")}</p>
    </Empty>
  );
}
