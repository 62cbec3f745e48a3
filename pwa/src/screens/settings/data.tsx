import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { sheetTitle } from "../../i18n/sheet-title";
import { me } from "../../state/auth-session";
import { useDiary, onPhone, saved, syncState } from "../../state/diary";
import { Banner, Button, Row, Rows, Screen } from "../../ui";
import { ExportCard } from "./export-card";
import { FreshPasskey } from "./fresh-passkey";
import { Section } from "./section";

/** The person's own data. */
export default function YourData() {
  return me()?.role === "practitioner" ? <OfPractitioner isOwner={me()?.is_owner === true} /> : <OfPatient />;
}

/** What is stored about a practitioner. What they record belongs to the clinic, and only its owner can copy it. */
function OfPractitioner({ isOwner }: { isOwner: boolean }) {
  return (
    <Screen title={t("settings.data.practice")} lead={t("settings.data.practice.lead")} back="/settings">
      <Section title={t("settings.data.practice.records")} text={t("settings.data.practice.records.text")}>
        <Rows label={t("settings.data.practice.records")}>
          {isOwner && <Row icon="file" title={t("settings.records")} detail={t("settings.records.detail")} href="/settings/records" />}
          <Row icon="key" title={t("settings.devices")} detail={t("settings.devices.detail")} href="/settings/devices" />
        </Rows>
      </Section>
      <Section title={t("settings.data.practice.leave")} text={t("settings.data.practice.leave.text")}>
        {isOwner && <Rows><Row icon="people" title={t("settings.team")} detail={t("settings.team.detail")} href="/settings/team" /></Rows>}
      </Section>
    </Screen>
  );
}

/** The patient's own data: take a copy, or erase it. */
function OfPatient() {
  useDiary();
  return (
    <Screen title={t("settings.data")} lead={t("settings.data.lead")} back="/settings">
      <Unsent />
      <Section title={t("settings.export")}>
        <ExportCard />
      </Section>
      <Section title={t("settings.erase")} text={t("settings.erase.text")}>
        <Erasable />
      </Section>
      <FreshPasskey />
    </Screen>
  );
}

/** What is on this phone only: a copy made on the server would lack it. */
function Unsent() {
  const count = onPhone.value?.outbox.length ?? 0;
  if (count === 0) return null;
  return (
    <Banner tone="wait" title={t("settings.sign-out.unsent", { count })}>
      <p>{t("settings.data.unsent")}</p>
      <Button kind="quiet" icon="sending" busy={syncState.value === "sending"} onClick={saved}>{t("settings.data.send")}</Button>
    </Banner>
  );
}

function Erasable() {
  const treatments = (onPhone.value?.treatments ?? []).toSorted((one, other) => Date.parse(other.treated_at) - Date.parse(one.treated_at));
  return (
    <Rows label={t("settings.erase")}>
      {treatments.map(({ id, treated_at, timeline }) => (
        <Row
          key={id}
          icon="diary"
          title={t("settings.erase.treatment", { when: mediumDate(treated_at) })}
          detail={sheetTitle(timeline.sheet)}
          href={`/settings/data/treatments/${id}`}
        />
      ))}
      <Row icon="person" title={t("settings.erase.account")} detail={t("settings.erase.account.detail")} href="/settings/data/account" />
    </Rows>
  );
}
