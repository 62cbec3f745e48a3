import type { ComponentChildren } from "preact";
import { latestOf, type Treatment } from "../../domain/diary";
import { loadMessages, t } from "../../i18n";
import { firstScreenIsUsable } from "../../state/first-screen";
import { useDiary, onPhone, saved, storageProblem, syncOutcome, syncProblem, treatment } from "../../state/diary";
import { ActionError, ButtonLink, Empty, lazy, Screen, Skeleton } from "../../ui";
import "./patient.css";

const Notices = lazy(async () => {
  await loadMessages("patient");
  return (await import("./notices")).Notices;
});

const Withdrawn = lazy(async () => {
  await loadMessages("patient");
  return (await import("./withdrawn")).Withdrawn;
});

interface WithTreatmentProps {
  readonly title: string;
  /** Where "Back" leads while there is nothing to show, on a screen without the tab bar. */
  readonly back?: string;
  /** What was written stays readable if the clinic has withdrawn all treatments. */
  readonly evenWithdrawn?: boolean;
  readonly children: (treatment: Treatment) => ComponentChildren;
}

/** Shows a screen once the phone's database has been read; without a treatment it says how to get one. */
export function WithTreatment({ title, back, evenWithdrawn = false, children }: WithTreatmentProps) {
  useDiary();
  const current = treatment.value ?? (evenWithdrawn ? latestOf(onPhone.value?.treatments ?? []) : undefined);
  if (current) return <>{children(current)}</>;
  return (
    <Screen title={title} {...(back === undefined ? {} : { back })}>
      {onPhone.value?.notices.length ? <Notices /> : null}
      <Waiting />
    </Screen>
  );
}

function Waiting() {
  // `saved` reads the database and asks the server again
  const problem = storageProblem.value ?? syncProblem.value;
  if (problem !== undefined) return <ActionError problem={problem} retry={saved} />;
  const waiting = onPhone.value === undefined || syncOutcome.value === undefined;
  if (!waiting) firstScreenIsUsable();
  return waiting ? <Skeleton lines={6} /> : <NoTreatment />;
}

function NoTreatment() {
  if (onPhone.value?.treatments.length) return <Withdrawn />;
  const offline = syncOutcome.value === "offline";
  return (
    <Empty icon="sheet" title={t(offline ? "patient.none.offline" : "patient.none.title")}>
      <p>{t(offline ? "patient.none.offline-text" : "patient.none.text")}</p>
      {!offline && <ButtonLink href="/start">{t("patient.none.start")}</ButtonLink>}
    </Empty>
  );
}
