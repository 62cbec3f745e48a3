import { loadTeam, voidInvitation, type ColleagueInvitation, type FormerMember, type TeamMembership } from "../../actions/team";
import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, ButtonLink, Row, Rows, Screen, WhenLoaded } from "../../ui";
import { Section } from "./section";

/** Who works in the clinic, and who is invited. */
export default function Team() {
  const [loaded, again] = useLoaded(loadTeam);
  return (
    <Screen title={t("settings.team")} lead={t("settings.team.lead")} back="/settings">
      <WhenLoaded loaded={loaded} again={again}>
        {({ memberships, invitations, former }) => (
          <>
            <Rows label={t("settings.team")}>
              {memberships.map((member) => <Member key={member.id} {...member} />)}
            </Rows>
            <ButtonLink href="/settings/colleague" icon="check-in" wide>{t("settings.team.invite")}</ButtonLink>
            {former.length > 0 && (
              <Section title={t("settings.team.former")} text={t("settings.team.former.text")}>
                <Rows label={t("settings.team.former")}>
                  {former.map((member) => <Former key={member.id} {...member} />)}
                </Rows>
              </Section>
            )}
            {invitations.length > 0 && (
              <Section title={t("settings.team.invited")} text={t("settings.team.invited.text")}>
                <Rows label={t("settings.team.invited")}>
                  {invitations.map((invitation) => <Invitation key={invitation.id} invitation={invitation} onVoided={again} />)}
                </Rows>
              </Section>
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function Member({ id, display_name: name, role, started_at, last_seen_at, own }: TeamMembership) {
  const seen = last_seen_at === null ? t("settings.team.not-signed-in") : t("settings.team.seen", { when: mediumDate(last_seen_at) });
  const detail = (
    <>
      {t(`settings.team.role.${role}`)} · {t("settings.team.since", { when: mediumDate(started_at) })}
      <br />
      {seen}
    </>
  );
  return <Row icon="person" title={own ? t("settings.team.own", { name }) : name} detail={detail} href={`/settings/team/${id}`} />;
}

function Former({ id, display_name: name, ended_at }: FormerMember) {
  return <Row icon="person" title={name} detail={t("settings.team.former.detail", { when: mediumDate(ended_at) })} href={`/settings/team/${id}/handover`} />;
}

function Invitation({ invitation: { id, role, created_at, expires_at }, onVoided }: { invitation: ColleagueInvitation; onVoided: () => void }) {
  const voiding = useAsyncAction(() => voidInvitation(id), onVoided);
  const created = mediumDate(created_at);
  const detail = (
    <>
      {t("settings.team.invited.when", { created, until: mediumDate(expires_at) })}
      <ActionError {...voiding} />
    </>
  );
  const end = (
    <Button kind="plain" busy={voiding.busy} label={t("settings.team.void-named", { created })} onClick={voiding.run}>{t("settings.team.void")}</Button>
  );
  return <Row icon="qr" title={t(`settings.team.role.${role}`)} detail={detail} beside={end} />;
}
