import type { ComponentChildren } from "preact";
import type { Treatment } from "../../domain/diary";
import { t } from "../../i18n";
import { followDiary, onPhone, syncOutcome, treatment } from "../../state/diary";
import { ButtonLink, Empty, Screen, Skeleton } from "../../ui";
import "./patient.css";

followDiary();

interface WithTreatmentProps {
  readonly title: string;
  readonly children: (treatment: Treatment) => ComponentChildren;
}

/** Renders a screen once the current treatment is loaded; explains what to do if there is none. */
export function WithTreatment({ title, children }: WithTreatmentProps) {
  const current = treatment.value;
  if (current) return <>{children(current)}</>;
  const waiting = onPhone.value === undefined || syncOutcome.value === undefined;
  return <Screen title={title}>{waiting ? <Skeleton lines={6} /> : <NoTreatment />}</Screen>;
}

function NoTreatment() {
  const offline = syncOutcome.value === "offline";
  return (
    <Empty icon="sheet" title={t(offline ? "patient.none.offline" : "patient.none.title")}>
      <p>{t(offline ? "patient.none.offline-text" : "patient.none.text")}</p>
      {!offline && <ButtonLink href="/start">{t("patient.none.start")}</ButtonLink>}
    </Empty>
  );
}
