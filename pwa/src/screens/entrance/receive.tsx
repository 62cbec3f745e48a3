import { useEffect } from "preact/hooks";
import { discardAllShared, loadShared } from "../../actions/photo/shared-photos";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, ButtonLink, go, Screen, useSearchParams, WhenLoaded } from "../../ui";

/** Why not everything that was shared is here: the worker did not run yet, the device is full, or there were too many. */
const LOSSES = ["missed", "full", "too-many"] as const;

/** Where photos arrive that another app shares. A patient is led to the check-in; everybody else is told what becomes of them. */
export default function Receive() {
  const [search] = useSearchParams();
  const [shared, again] = useLoaded(loadShared);
  const loss = LOSSES.find((each) => search.has(each));
  return (
    <Screen title={t("entrance.receive.title")}>
      {loss !== undefined && <p role="alert">{t(`entrance.receive.${loss}`)}</p>}
      <WhenLoaded loaded={shared} again={again}>{({ length }) => <Arrived count={length} isWhole={loss === undefined} />}</WhenLoaded>
    </Screen>
  );
}

function Arrived({ count, isWhole }: { count: number; isWhole: boolean }) {
  const person = me();
  if (count === 0) return <Nothing isWhole={isWhole} />;
  if (person === undefined) return <SignedOut count={count} />;
  return person.role === "patient" ? <ToCheckIn isWhole={isWhole} /> : <NoDiary />;
}

function Nothing({ isWhole }: { isWhole: boolean }) {
  return (
    <>
      {isWhole && <p>{t("entrance.receive.nothing")}</p>}
      <ButtonLink href="/" wide>{t("entrance.receive.home")}</ButtonLink>
    </>
  );
}

const CHECK_IN = "/check-in?shared";

function ToCheckIn({ isWhole }: { isWhole: boolean }) {
  useEffect(() => {
    if (isWhole) go(CHECK_IN, { replace: true });
  }, []);
  return isWhole ? null : <ButtonLink href={CHECK_IN} wide>{t("entrance.receive.go")}</ButtonLink>;
}

/** The photos wait on this device; they belong to the next person who signs in. */
function SignedOut({ count }: { count: number }) {
  const discarding = useAsyncAction(discardAllShared, () => go("/sign-in", { replace: true }));
  return (
    <>
      <p>{t("entrance.receive.waiting", { count })}</p>
      <ButtonLink href="/sign-in?next=/receive" wide>{t("entrance.receive.sign-in")}</ButtonLink>
      <Button kind="careful" icon="remove" wide busy={discarding.busy} onClick={discarding.run}>{t("entrance.receive.discard")}</Button>
      <ActionError {...discarding} />
    </>
  );
}

/** A practitioner has no diary: nothing of what was shared stays. */
function NoDiary() {
  const [discarded, again] = useLoaded(discardAllShared);
  return (
    <>
      <WhenLoaded loaded={discarded} again={again}>{() => <p>{t("entrance.receive.no-diary")}</p>}</WhenLoaded>
      <ButtonLink href="/clinic" wide>{t("entrance.receive.home")}</ButtonLink>
    </>
  );
}
