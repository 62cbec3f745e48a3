import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { acceptInvitation } from "../../actions/invitations";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { language, t } from "../../i18n";
import { fullDateAndTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { fetchTreatment } from "../../state/diary";
import { ActionError, Button, ButtonLink, Card, Skeleton } from "../../ui";
import { Facts, type Fact } from "./facts";
import { Frame } from "./frame";
import { StorageNotice } from "./storage";
import { PasskeyForm } from "./passkey-form";
import { usePreview, type Preview } from "./use-preview";

/** An invitation: what the clinic has recorded, a passkey, what Afterglow stores; then Today. */
export default function Join() {
  const { token, preview, again } = usePreview();
  const [joined, setJoined] = useState<string>(); // the token of the link; a link opened later starts over
  const [, go] = useLocation();
  if (joined !== undefined && joined === token) return <StorageNotice withClinic />;
  if (preview.state === "loading") return <Frame title={t("entrance.join.title")}><Skeleton /></Frame>;
  if (preview.state === "failed") return <Closed code={preview.code} again={again} />;
  if (preview.value === undefined || token === undefined) return <Closed code="link-unknown" />;
  const onJoined = () => (me()?.role === "practitioner" ? go("/clinic") : setJoined(token));
  return <Invitation key={token} token={token} invited={preview.value} onJoined={onJoined} />;
}

function Invitation({ token, invited, onJoined }: { token: string; invited: Preview; onJoined: () => void }) {
  const known = me();
  const clinic = invited.clinic_name ?? invited.practitioner_name;
  return (
    <Frame
      title={invited.patient_name === null ? t("entrance.join.title") : t("entrance.join.hello", { name: invited.patient_name })}
      lead={clinic === null ? undefined : t(invited.purpose === "colleague" ? "entrance.join.lead-colleague" : "entrance.join.lead", { clinic })}
    >
      {invited.clinic_logo && <img class="entrance__logo" src={invited.clinic_logo} alt={invited.clinic_name ?? ""} />}
      {invited.treated_at !== null && (
        <Card title={t("entrance.join.recorded")} icon="note">
          <Facts facts={recorded(invited, invited.treated_at)} />
        </Card>
      )}
      {known?.role === "patient" ? <AddToMine token={token} name={known.display_name} onJoined={onJoined} /> : <NewPerson token={token} invited={invited} onJoined={onJoined} />}
    </Frame>
  );
}

function recorded({ time_zone, sheet_title, sheet_titles: titles, practitioner_name, clinic_name }: Preview, treatedAt: string): Fact[] {
  const when = fullDateAndTime(treatedAt, time_zone ?? undefined);
  const who = [practitioner_name, clinic_name].filter((name) => name !== null).join(", ");
  return [
    { icon: "calendar", title: t("entrance.join.treatment"), text: when },
    ...(sheet_title === null ? [] : [{ icon: "sheet" as const, title: t("entrance.join.sheet"), text: titles[language.value] ?? sheet_title }]),
    ...(who === "" ? [] : [{ icon: "person" as const, title: t("entrance.join.by"), text: who }]),
  ];
}

function NewPerson({ token, invited, onJoined }: { token: string; invited: Preview; onJoined: () => void }) {
  const create = (name: string) => createPasskey({ name, link: token }).then(onJoined);
  return <PasskeyForm known={invited.patient_name ?? ""} create={create} />;
}

function AddToMine({ token, name, onJoined }: { token: string; name: string; onJoined: () => void }) {
  const adding = useAsyncAction(
    () => acceptInvitation(token),
    () => {
      fetchTreatment();
      onJoined();
    },
  );
  return (
    <div class="stack">
      <p>{t("entrance.join.mine", { name })}</p>
      <ActionError {...adding} />
      <Button wide icon="yes" busy={adding.busy} onClick={adding.run}>
        {t("entrance.join.add")}
      </Button>
    </div>
  );
}

/** A link that does not work, or that could not be looked up (then with a retry). */
export function Closed({ code, again }: { code: string; again?: () => void }) {
  const network = ["offline", "timeout", "unexpected", "bad-response"].includes(code);
  return (
    <Frame title={t(network ? "common.failed.title" : "entrance.closed.title")}>
      <ActionError problem={code} retry={network ? again : undefined} />
      {!network && <ButtonLink href="/sign-in" kind="quiet" wide>{t("entrance.closed.sign-in")}</ButtonLink>}
    </Frame>
  );
}
