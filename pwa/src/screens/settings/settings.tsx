import { t, type MessageKey } from "../../i18n";
import { me } from "../../state/auth-session";
import { installWay } from "../../state/install-way";
import { Row, Rows, Screen, type IconName } from "../../ui";
import { Section } from "./section";
import { SignOut } from "./sign-out";

interface Entry {
  readonly icon: IconName;
  readonly title: MessageKey;
  readonly detail: MessageKey;
  readonly href: string;
}

const DIARY: readonly Entry[] = [
  { icon: "bell", title: "settings.reminders", detail: "settings.reminders.detail", href: "/settings/reminders" },
  { icon: "share", title: "settings.share", detail: "settings.share.detail", href: "/share" },
  { icon: "face", title: "settings.skin", detail: "settings.skin.detail", href: "/settings/skin" },
];
const MESSAGES: Entry = { icon: "bell", title: "settings.reminders", detail: "settings.reminders.practitioner.detail", href: "/settings/reminders" };
const PRESETS: Entry = { icon: "sheet", title: "settings.presets", detail: "settings.presets.detail", href: "/settings/presets" };
const CLINIC: readonly Entry[] = [
  { icon: "info", title: "settings.clinic", detail: "settings.clinic.detail", href: "/settings/clinic" },
  { icon: "people", title: "settings.team", detail: "settings.team.detail", href: "/settings/team" },
  PRESETS,
  { icon: "expect", title: "settings.log", detail: "settings.log.detail", href: "/settings/log" },
  { icon: "file", title: "settings.records", detail: "settings.records.detail", href: "/settings/records" },
];
const SIGN_IN: readonly Entry[] = [
  { icon: "key", title: "settings.devices", detail: "settings.devices.detail", href: "/settings/devices" },
  { icon: "qr", title: "settings.new-phone", detail: "settings.new-phone.detail", href: "/settings/new-phone" },
];
const DATA: Entry = { icon: "file", title: "settings.data", detail: "settings.data.detail", href: "/settings/data" };
const DATA_OF_PRACTITIONER: Entry = { icon: "file", title: "settings.data.practice", detail: "settings.data.practice.detail", href: "/settings/data" };
const DEVICE: readonly Entry[] = [
  { icon: "lock", title: "settings.lock", detail: "settings.lock.detail", href: "/settings/lock" },
  { icon: "language", title: "settings.appearance", detail: "settings.appearance.detail", href: "/settings/appearance" },
];

const INSTALL: Entry = { icon: "install", title: "settings.install", detail: "settings.install.detail", href: "/install" };

function canInstall(): boolean {
  return !["installed", "none"].includes(installWay());
}

/** The way to all settings, in a few groups, and signing out. */
export default function Settings() {
  const person = me();
  const patient = person?.role === "patient";
  return (
    <Screen title={t("settings.title")} lead={person?.display_name} {...(patient ? { back: "/" } : {})}>
      {patient && <Group title={t("settings.group.diary")} entries={DIARY} />}
      {person?.role === "practitioner" && <Group title={t("settings.group.clinic")} entries={person.is_owner ? CLINIC : [PRESETS]} />}
      {person?.role === "practitioner" && <Group title={t("settings.group.messages")} entries={[MESSAGES]} />}
      <Group title={t("settings.group.account")} entries={[...SIGN_IN, patient ? DATA : DATA_OF_PRACTITIONER]} />
      <Group title={t("settings.group.device")} entries={patient && canInstall() ? [...DEVICE, INSTALL] : DEVICE} />
      <SignOut />
      <p class="small soft">{t("settings.diary-not-emergency")}</p>
    </Screen>
  );
}

function Group({ title, entries }: { title: string; entries: readonly Entry[] }) {
  return (
    <Section title={title}>
      <Rows label={title}>
        {entries.map(({ icon, href, ...texts }) => <Row key={href} icon={icon} title={t(texts.title)} detail={t(texts.detail)} href={href} />)}
      </Rows>
    </Section>
  );
}
