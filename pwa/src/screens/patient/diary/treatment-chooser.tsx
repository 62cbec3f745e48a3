import { useState } from "preact/hooks";
import { isStanding, type Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { mediumDate, shortDay } from "../../../i18n/dates";
import { entriesOf, onPhone, photosOf } from "../../../state/diary";
import { BottomSheet, go, Icon, Pill, Row, Rows } from "../../../ui";
import { diaryAddress, type View } from "./address";

/** All treatments on this phone, the latest first. */
export function allTreatments(): readonly Treatment[] {
  return [...(onPhone.value?.treatments ?? [])].sort((a, b) => Date.parse(b.treated_at) - Date.parse(a.treated_at));
}

/** Which session's diary is shown, and the way to the others. Nothing if there is only one. */
export function TreatmentChooser({ treatment, view }: { treatment: Treatment; view: View }) {
  const [open, setOpen] = useState(false);
  const all = allTreatments();
  if (all.length < 2) return null;
  const choose = (id: string): void => {
    setOpen(false);
    go(diaryAddress({ treatment: id, view }), { replace: true });
  };
  return (
    <>
      <button type="button" class="chooser" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="calendar" small />
        <span>
          <strong>{t("patient.session.number", { number: treatment.number_in_series })}</strong>{" "}
          <span class="soft">{t("patient.session.since", { day: shortDay(treatment.treated_at) })}</span>
        </span>
        <Icon name="down" small />
      </button>
      <BottomSheet open={open} title={t("patient.session.choose")} onClose={() => setOpen(false)}>
        <Rows>
          {all.map((each) => (
            <Row
              key={each.id}
              title={t("patient.session.named", { number: each.number_in_series, day: mediumDate(each.treated_at) })}
              detail={countsText(each)}
              onClick={() => choose(each.id)}
              {...(each.id === treatment.id && { beside: <Pill tone="teal" icon="yes">{t("patient.session.shown")}</Pill> })}
            />
          ))}
        </Rows>
      </BottomSheet>
    </>
  );
}

/** "6 check-ins · 8 photos" */
function countsText({ id, withdrawn_at }: Treatment): string {
  const [entries, photos] = [entriesOf(id).length, photosOf(id).length];
  const withdrawn = isStanding({ withdrawn_at }) ? [] : [t("patient.session.withdrawn")];
  return [...withdrawn, t("patient.session.entries", { count: entries }), t("patient.strip.photos", { count: photos })].join(" · ");
}
