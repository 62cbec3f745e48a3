import { useState } from "preact/hooks";
import { endMembership, loadMember, setRole, type MembershipEnding, type TeamMembership } from "../../actions/team";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, Button, Card, Row, Rows, Screen, toast, useLocation, WhenLoaded, type ScreenProps } from "../../ui";
import { FreshPasskey } from "./fresh-passkey";
import { RoleChoice } from "./role-choice";
import "./settings.css";

/** The role of one member of the team, and the end of their membership. */
export default function Member({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadMember(id), id);
  const name = loaded.state === "ready" ? loaded.value.ending.display_name : t("settings.team");
  return (
    <Screen title={name} back="/settings/team">
      <WhenLoaded loaded={loaded} again={again}>
        {({ member, ending }) => (
          <>
            {member && <Role member={member} again={again} />}
            {ending.patients > 0 && (
              <Rows label={t("settings.handover")}>
                <Row icon="people" title={t("settings.handover")} detail={t("settings.handover.detail")} href={`/settings/team/${id}/handover`} />
              </Rows>
            )}
            <Ending id={id} ending={ending} />
          </>
        )}
      </WhenLoaded>
      <FreshPasskey />
    </Screen>
  );
}

function Role({ member: { id, role }, again }: { member: TeamMembership; again: () => void }) {
  const [chosen, setChosen] = useState(role);
  const setting = useAsyncAction(
    (next: TeamMembership["role"]) => setRole(id, next),
    () => {
      toast(t("settings.team.role.saved"));
      again();
    },
  );
  const choose = (next: TeamMembership["role"]): void => {
    setChosen(next);
    setting.run(next);
  };
  return (
    <>
      <RoleChoice value={setting.problem === undefined ? chosen : role} onChange={choose} />
      <ActionError {...setting} />
    </>
  );
}

/** What ends with the membership, and the button that ends it. */
function Ending({ id, ending }: { id: string; ending: MembershipEnding }) {
  const [, go] = useLocation();
  const { display_name: name, own, last_owner } = ending;
  const done = (): void => {
    toast(t("settings.team.end.done", { name }));
    if (!own) go("/settings/team", { replace: true });
  };
  const ends = useAsyncAction(() => endMembership(id, own), done);
  if (last_owner) return <Banner title={t("settings.team.end.last")}><p>{t("settings.team.end.last.text")}</p></Banner>;
  return (
    <Card title={t(own ? "settings.team.end.own" : "settings.team.end")} icon="remove">
      <p>{t("settings.team.end.at-once")}</p>
      <ul class="settings-list">{linesOf(ending).map((line) => <li key={line}>{line}</li>)}</ul>
      <p>{t("settings.team.end.stays")}</p>
      {ending.patients > 0 && <p>{t("settings.team.end.hand-over")}</p>}
      <ActionError {...ends} />
      <Button kind="careful" wide busy={ends.busy} onClick={ends.run}>{t("settings.team.end.do")}</Button>
    </Card>
  );
}

function linesOf({ devices, diaries, invitations }: MembershipEnding): readonly string[] {
  return [
    t("settings.team.end.access"),
    ...(devices > 0 ? [t("settings.team.end.devices", { count: devices })] : []),
    ...(diaries > 0 ? [t("settings.team.end.diaries", { count: diaries })] : []),
    ...(invitations > 0 ? [t("settings.team.end.invitations", { count: invitations })] : []),
  ];
}
