import { useState } from "preact/hooks";
import { loadShareLinks, type ShareLink, type ShareLinkMade } from "../../../actions/sharing";
import { isActive, isStanding, type Grant, type Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { onPhone, syncOutcome } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { ActionError, Banner, Screen } from "../../../ui";
import { WithTreatment } from "../with-treatment";
import { AccessLog } from "./access-log";
import { OpenGrant, ShareWithClinic } from "./grants";
import { LinkCard } from "./links";
import { LinkMade } from "./link-made";
import { MakeLink } from "./make-link";

/** Who can see the diary, what of it and until when; and who has viewed it. */
export default function ShareScreen() {
  return <WithTreatment title={t("patient.share.title")}>{(treatment) => <Share treatment={treatment} />}</WithTreatment>;
}

function Share({ treatment }: { treatment: Treatment }) {
  const { links, state, problem, again, setLinks } = useLinks();
  const [made, setMade] = useState<ShareLinkMade>();
  const grants = openGrantsOfAll();
  const kinds = new Set((onPhone.value?.outbox ?? []).filter((item) => item.problem === null).map(({ kind }) => kind));
  const changing = kinds.has("grant") || kinds.has("revoke");
  const { practitioner_name: name, clinic_name: clinic } = treatment;
  const shareable = treatmentsOf(treatment).filter(({ id }) => !grants.some((grant) => grant.treatment_id === id));
  const closed = grants.length === 0 && !changing && state === "ready" && links.length === 0;
  if (made) return <LinkMade made={made} onDone={() => (setMade(undefined), again())} />;
  return (
    <Screen title={t("patient.share.title")} back="/diary" lead={t("patient.share.lead")}>
      {closed && <Banner icon="lock" title={t("patient.share.nobody-sees")} />}
      {grants.map((grant) => (
        <OpenGrant key={grant.id} grant={grant} />
      ))}
      <Waiting kinds={kinds} />
      {links.map((link) => (
        <LinkCard key={link.id} link={link} onChange={setLinks} />
      ))}
      <ActionError problem={problem} title={t("patient.share.links-failed")} retry={again} />
      {name !== null && clinic !== null && !changing && shareable.length > 0 && (
        <ShareWithClinic key={shareable.length} treatments={shareable} name={name} clinic={clinic} />
      )}
      <MakeLink treatments={standing()} onMade={setMade} />
      <AccessLog />
    </Screen>
  );
}

/** What is decided on this phone and not on the server yet. */
function Waiting({ kinds }: { kinds: ReadonlySet<string> }) {
  const offline = syncOutcome.value === "offline";
  return (
    <>
      {kinds.has("revoke") && <Banner tone="wait">{t(offline ? "patient.share.closing-waits" : "patient.share.closing")}</Banner>}
      {kinds.has("grant") && <Banner tone="wait">{t(offline ? "patient.share.waits" : "patient.share.sending")}</Banner>}
    </>
  );
}

/** The links that can be opened or were locked. Those that ended or were closed are of no more interest. */
function useLinks() {
  const [loaded, again] = useLoaded(loadShareLinks);
  const [changed, setLinks] = useState<readonly ShareLink[]>();
  const all = changed ?? (loaded.state === "ready" ? loaded.value : []);
  const links = all.filter(({ state }) => state === "open" || state === "locked");
  const reload = (): void => {
    setLinks(undefined);
    again();
  };
  return { links, state: loaded.state, problem: loaded.state === "failed" ? loaded.code : undefined, again: reload, setLinks };
}

/** The active grants of all treatments. */
function openGrantsOfAll(): readonly Grant[] {
  return (onPhone.value?.grants ?? []).filter((grant) => isActive(grant, now.value));
}

/** The treatments that the same practitioner has recorded, the current one first. */
function treatmentsOf({ practitioner_id: practitioner }: Treatment): readonly Treatment[] {
  return standing().filter((each) => each.practitioner_id === practitioner);
}

/** All treatments but those that the clinic has withdrawn, the latest first. */
function standing(): readonly Treatment[] {
  return (onPhone.value?.treatments ?? []).filter(isStanding).toSorted((a, b) => Date.parse(b.treated_at) - Date.parse(a.treated_at));
}
