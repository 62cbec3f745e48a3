import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { acceptInvitation } from "../../actions/invitations";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { locale, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/session";
import { Button, ButtonLink, Card, Skeleton } from "../../ui";
import { Facts, type Fact } from "./facts";
import { Frame, Trouble } from "./frame";
import { StorageNotice } from "./storage";
import { PasskeyForm } from "./passkey-form";
import { usePreview, type Preview } from "./use-preview";

/** Follows an invitation: what the clinic has recorded, the passkey, and what is stored. */
export default function Join() {
  const { token, preview, again } = usePreview();
  const [joined, setJoined] = useState<string>(); // the token, because another link may be opened on the same screen
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
  const lead = invited.clinic_name ?? invited.practitioner_name ?? undefined;
  return (
    <Frame
      title={invited.patient_name === null ? t("entrance.join.title") : t("entrance.join.hello", { name: invited.patient_name })}
      {...(lead === undefined ? {} : { lead: t(invited.purpose === "colleague" ? "entrance.join.lead-colleague" : "entrance.join.lead", { clinic: lead }) })}
    >
      {invited.treated_at !== null && (
        <Card title={t("entrance.join.recorded")} icon="note">
          <Facts facts={recorded(invited)} />
        </Card>
      )}
      {known?.role === "patient" ? <AddToMine token={token} onJoined={onJoined} /> : <NewPerson token={token} invited={invited} onJoined={onJoined} />}
    </Frame>
  );
}

function recorded({ treated_at, time_zone, sheet_title, practitioner_name, clinic_name }: Preview): Fact[] {
  const when = new Date(treated_at ?? 0).toLocaleString(locale.value, {
    dateStyle: "full",
    timeStyle: "short",
    ...(time_zone === null ? {} : { timeZone: time_zone }),
  });
  const who = [practitioner_name, clinic_name].filter((name) => name !== null).join(", ");
  return [
    { icon: "calendar", title: t("entrance.join.treatment"), text: when },
    ...(sheet_title === null ? [] : [{ icon: "sheet" as const, title: t("entrance.join.sheet"), text: sheet_title }]),
    ...(who === "" ? [] : [{ icon: "person" as const, title: t("entrance.join.by"), text: who }]),
  ];
}

function NewPerson({ token, invited, onJoined }: { token: string; invited: Preview; onJoined: () => void }) {
  const create = (name: string) => createPasskey({ name, link: token }).then(onJoined);
  return <PasskeyForm known={invited.patient_name ?? ""} create={create} />;
}

function AddToMine({ token, onJoined }: { token: string; onJoined: () => void }) {
  const { busy, problem, run } = useAsyncAction();
  const add = () => run(async () => {
    await acceptInvitation(token);
    onJoined();
  });
  return (
    <div class="stack">
      <p>{t("entrance.join.mine", { name: me()?.display_name ?? "" })}</p>
      <Trouble code={problem} />
      <Button wide icon="yes" busy={busy} onClick={() => void add()}>
        {t("entrance.join.add")}
      </Button>
    </div>
  );
}

/** Shown for a link that cannot be used. */
export function Closed({ code, again }: { code: string; again?: () => void }) {
  const network = code === "offline" || code === "timeout" || code === "unexpected";
  return (
    <Frame title={t(network ? "common.failed.title" : "entrance.closed.title")}>
      <Trouble code={code} {...(network && again ? { again } : {})} />
      {!network && <ButtonLink href="/sign-in" kind="quiet" wide>{t("entrance.closed.sign-in")}</ButtonLink>}
    </Frame>
  );
}
