import { useState } from "preact/hooks";
import { signOut, signOutEverywhere } from "../../actions/entrance/sign-out";
import { unsentCount } from "../../actions/diary/outbox";
import { countBegun } from "../../actions/form-drafts";
import { t } from "../../i18n";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { ActionError, Banner, BottomSheet, Button, useLocation } from "../../ui";
import { useLeaving } from "./use-leaving";

/** Sign out on this device, which erases its data. */
export function SignOut() {
  const [, go] = useLocation();
  const leaving = useAsyncAction(async () => {
    await signOut();
    go("/sign-in", { replace: true }); // here and not in `onDone`: signing out may have replaced this screen already
  });
  return <Confirmed action={leaving} button={t("settings.sign-out")} title={t("settings.sign-out.sure")} text={t("settings.sign-out.text")} yes={t("settings.sign-out.yes")} />;
}

/** Sign out on all devices, this one included. */
export function SignOutEverywhere() {
  const { ended, ...leaving } = useLeaving(signOutEverywhere, "/sign-in");
  return (
    <Confirmed
      action={leaving}
      hint={ended ? t("settings.leaving.half") : undefined}
      button={t("settings.everywhere")}
      title={t("settings.everywhere.sure")}
      text={t("settings.everywhere.text")}
      yes={t("settings.everywhere.yes")}
    />
  );
}

interface ConfirmedProps {
  readonly action: AsyncAction;
  readonly hint?: string | undefined;
  readonly button: string;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** A button that asks first, and says what this device has not sent yet. */
function Confirmed({ action, hint, button, title, text, yes }: ConfirmedProps) {
  const [unsent, setUnsent] = useState<number>();
  const asking = useAsyncAction(unsentCount, setUnsent);
  const close = () => setUnsent(undefined);
  return (
    <>
      <ActionError {...asking} />
      <Button kind="quiet" wide icon="out" busy={asking.busy} onClick={asking.run}>{button}</Button>
      <BottomSheet open={unsent !== undefined} title={title} onClose={close}>
        <p>{text}</p>
        <UnsentWarning count={unsent ?? 0} />
        <BegunWarning count={countBegun()} />
        <ActionError {...action} {...(hint === undefined ? {} : { hint })} />
        {action.problem === undefined && (
          <Button kind="careful" wide icon="out" busy={action.busy} onClick={action.run}>{yes}</Button>
        )}
        <Button kind="plain" wide onClick={close}>{t("settings.sign-out.no")}</Button>
      </BottomSheet>
    </>
  );
}

function UnsentWarning({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Banner tone="attention" title={t("settings.sign-out.unsent", { count })}>
      <p>{t("settings.sign-out.unsent.text")}</p>
    </Banner>
  );
}

/** What a practitioner has begun to type: going online does not save it. */
function BegunWarning({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Banner tone="attention" title={t("settings.sign-out.begun", { count })}>
      <p>{t("settings.sign-out.begun.text")}</p>
    </Banner>
  );
}
