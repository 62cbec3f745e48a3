import { useState } from "preact/hooks";
import { Banner, Button, Field } from "../../ui";
import { earliestPhoto, timeDoubt } from "../../domain/photo-time";
import { t } from "../../i18n";
import { longDate } from "../../i18n/dates";
import { now } from "../../state/clock";
import { localInput } from "../patient/format";
import { CheckPhoto } from "./check-photo";
import type { Candidate } from "./session";

interface CheckPickedProps {
  readonly candidate: Candidate;
  /** When the treatment was, as an ISO instant. */
  readonly treatedAt: string | undefined;
  /** Gets the time at which the photo was taken, as an ISO instant. */
  readonly onUse: (takenAt: string) => void;
  readonly onBack: () => void;
}

/** A picked photo: when it was taken is shown and can be changed. A date that cannot be true is asked for. */
export function CheckPicked({ candidate: { photo, flaw, takenAt: stated }, treatedAt: treated, onUse, onBack }: CheckPickedProps) {
  const treatedAt = treated ?? new Date(now.value).toISOString();
  const isOdd = stated !== null && timeDoubt(Date.parse(stated), treatedAt, now.value) !== null;
  const [takenAt, setTakenAt] = useState<string | null>(isOdd ? null : (stated ?? new Date(now.value).toISOString()));
  const doubt = takenAt === null ? null : timeDoubt(Date.parse(takenAt), treatedAt, now.value);
  const error = takenAt === null && isOdd ? t("patient.camera.when.odd", { date: longDate(stated) }) : doubt === null ? undefined : t(`patient.camera.when.${doubt}`);
  const question = (
    <>
      {photo.width === 0 && <Banner title={t("patient.camera.unseen")}>{t("patient.camera.unseen-text")}</Banner>}
      <Field
        label={t("patient.camera.when")}
        type="datetime-local"
        value={takenAt === null ? "" : localInput(Date.parse(takenAt))}
        onInput={(value) => setTakenAt(instantOf(value))}
        hint={isOdd ? undefined : t(stated === null ? "patient.camera.when.unstated" : "patient.camera.when.stated")}
        error={error}
        more={{ min: localInput(earliestPhoto(treatedAt)), max: localInput(now.value) }}
      />
    </>
  );
  return (
    <CheckPhoto photo={photo} flaw={flaw} alt={t("patient.camera.picked")} question={question}>
      <Button icon="yes" wide disabled={takenAt === null || doubt !== null} onClick={() => takenAt !== null && onUse(takenAt)}>
        {t("patient.camera.use")}
      </Button>
      <Button kind="quiet" wide onClick={onBack}>
        {t("common.back")}
      </Button>
    </CheckPhoto>
  );
}

/** The instant of the input's value, by this phone's clock; null for none. */
function instantOf(value: string): string | null {
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
