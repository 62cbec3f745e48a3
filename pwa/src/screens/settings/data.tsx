import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { sheetTitle } from "../../i18n/sheet-title";
import { useDiary, onPhone, saved, syncState } from "../../state/diary";
import { Banner, Button, Row, Rows, Screen } from "../../ui";
import { ExportCard } from "./export-card";
import { FreshPasskey } from "./fresh-passkey";
import { Section } from "./section";

/** The patient's own data: take a copy, or erase it. */
export default function YourData() {
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
