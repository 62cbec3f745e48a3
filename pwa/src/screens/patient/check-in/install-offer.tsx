import { useEffect, useState } from "preact/hooks";
import { isBetweenTreatments } from "../../../domain/course-progress";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { install, installWay, rememberAsked, shouldAskToInstall } from "../../../state/install-way";
import { ActionError, Button, Card, go, toast } from "../../../ui";

/**
 * Asks once, after a saved check-in, whether to put the app on the home screen. Nothing where it is not possible, nor after the course of
 * the sheet, when there is nothing to tell.
 */
export function InstallOffer({ treatment }: { treatment: Treatment }) {
  const [isAsking, setAsking] = useState(() => shouldAskToInstall() && !isBetweenTreatments(treatment.timeline, now.value, states.value));
  useEffect(() => {
    if (isAsking) rememberAsked();
  }, []);
  const installing = useAsyncAction(install, (accepted) => {
    setAsking(false);
    if (accepted) toast(t("patient.install.accepted"));
  });
  if (!isAsking) return null;
  const begin = (): void => (installWay() === "button" ? installing.run() : go("/install"));
  return (
    <Card tone="sand" icon="bell" title={t(isMakeUpAhead(treatment) ? "patient.install.make-up" : "patient.install.what-when")}>
      <p>{t("patient.install.why")}</p>
      <ActionError {...installing} />
      <div class="closing__pair">
        <Button icon="install" busy={installing.busy} onClick={begin}>{t(installWay() === "button" ? "patient.install.do" : "patient.install.how")}</Button>
        <Button kind="plain" onClick={() => setAsking(false)}>{t("patient.install.not-now")}</Button>
      </div>
    </Card>
  );
}

/** Whether the answer to "Can I wear make-up?" is still going to change. */
function isMakeUpAhead({ timeline }: Treatment): boolean {
  return timeline.milestones.some(({ at, topics }) => topics.includes("make-up") && Date.parse(at) > now.value);
}
