import { useState } from "preact/hooks";
import {
  saveReminderPreferences,
  loadReminderPreferences,
  type ReminderPreferences,
} from "../../actions/account";
import type { ReminderKind } from "../../domain/vocabulary";
import { t, type MessageKey } from "../../i18n";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { me } from "../../state/auth-session";
import { phoneTimeZone } from "../../state/clock";
import { useLoaded } from "../../state/loaded";
import { ActionError, Card, Field, Row, Rows, Screen, Switch, WhenLoaded } from "../../ui";
import { PushSwitch } from "./push-switch";
import { useAutosave } from "./use-autosave";

/** What differs between a patient, who is reminded of their own skin, and a practitioner, who is told of patients. */
interface Wording {
  readonly kinds: readonly (keyof typeof KIND_TEXTS)[];
  readonly lead: MessageKey;
  readonly off: MessageKey;
  readonly discreet: MessageKey;
  readonly time: "check_in_at" | "coming_sessions_at";
  readonly timeLabel: MessageKey;
}

const KIND_TEXTS = {
  milestone: ["settings.kind.milestone", "settings.kind.milestone.detail"],
  "check-in": ["settings.kind.check-in", "settings.kind.check-in.detail"],
  "next-treatment": ["settings.kind.next-treatment", "settings.kind.next-treatment.detail"],
  reply: ["settings.kind.reply", "settings.kind.reply.detail"],
  share: ["settings.kind.share", "settings.kind.share.detail"],
  "new-finding": ["settings.kind.new-finding", "settings.kind.new-finding.detail"],
  "new-question": ["settings.kind.new-question", "settings.kind.new-question.detail"],
  "reply-overdue": ["settings.kind.reply-overdue", "settings.kind.reply-overdue.detail"],
  "new-share": ["settings.kind.new-share", "settings.kind.new-share.detail"],
  "coming-sessions": ["settings.kind.coming-sessions", "settings.kind.coming-sessions.detail"],
} as const satisfies Partial<Record<ReminderKind, readonly [MessageKey, MessageKey]>>;

const PATIENT: Wording = {
  kinds: ["milestone", "check-in", "next-treatment", "reply", "share"],
  lead: "settings.reminders.lead",
  off: "settings.push.off.text",
  discreet: "settings.discreet.detail",
  time: "check_in_at",
  timeLabel: "settings.times.check-in",
};
const PRACTITIONER: Wording = {
  kinds: ["new-finding", "new-question", "reply-overdue", "new-share", "coming-sessions"],
  lead: "settings.reminders.practitioner.lead",
  off: "settings.push.off.practitioner",
  discreet: "settings.discreet.practitioner.detail",
  time: "coming_sessions_at",
  timeLabel: "settings.times.coming-sessions",
};

function wording(): Wording {
  return me()?.role === "practitioner" ? PRACTITIONER : PATIENT;
}

/** Settings: whether the person is reminded, of what, and when. */
export default function Reminders() {
  const [loaded, again] = useLoaded(loadReminderPreferences);
  return (
    <Screen title={t("settings.reminders")} lead={t(wording().lead)} back="/settings">
      <PushSwitch why={t(wording().off)} />
      <WhenLoaded loaded={loaded} again={again}>
        {(stored) => <Preferences stored={stored} />}
      </WhenLoaded>
    </Screen>
  );
}

function Preferences({ stored }: { stored: ReminderPreferences }) {
  const [preferences, setPreferences] = useState(stored);
  const saving = useAutosave(preferences, saveReminderPreferences);
  const change = (part: Partial<ReminderPreferences>) => setPreferences((last) => ({ ...last, ...part }));
  return (
    <>
      <ActionError {...saving} />
      <Kinds kinds={preferences.kinds} onChange={(kinds) => change({ kinds })} />
      <Times preferences={preferences} change={change} />
      <Rows>
        <Row
          icon="lock"
          title={t("settings.discreet")}
          detail={t(wording().discreet)}
          beside={<Switch label={t("settings.discreet")} on={preferences.discreet} onChange={(discreet) => change({ discreet })} />}
        />
        <TravelRow preferences={preferences} change={change} />
      </Rows>
    </>
  );
}

function Kinds({ kinds, onChange }: { kinds: ReminderPreferences["kinds"]; onChange: (kinds: ReminderPreferences["kinds"]) => void }) {
  return (
    <Rows label={t("settings.reminders.kinds")}>
      {wording().kinds.map((kind) => {
        const [title, detail] = KIND_TEXTS[kind];
        return (
          <Row
            key={kind}
            title={t(title)}
            detail={t(detail)}
            beside={
              <Switch
                label={t(title)}
                on={kinds.includes(kind)}
                onChange={(on) => onChange(on ? [...kinds, kind] : kinds.filter((other) => other !== kind))}
              />
            }
          />
        );
      })}
    </Rows>
  );
}

interface PartProps {
  preferences: ReminderPreferences;
  change: (part: Partial<ReminderPreferences>) => void;
}

function Times({ preferences, change }: PartProps) {
  const { time: dated, timeLabel } = wording();
  const time = (name: Wording["time"] | "quiet_from" | "quiet_until", label: string) => (
    // While a time is being typed the value is empty: only complete times are saved.
    <Field type="time" label={label} value={preferences[name]} onInput={(value) => value !== "" && change({ [name]: value })} />
  );
  return (
    <Card title={t("settings.times")} icon="wait">
      {time(dated, t(timeLabel))}
      <div class="pair">
        {time("quiet_from", t("settings.times.quiet-from"))}
        {time("quiet_until", t("settings.times.quiet-until"))}
      </div>
    </Card>
  );
}

function TravelRow({ preferences, change }: PartProps) {
  const timeZone = phoneTimeZone();
  return (
    <Row
      icon="language"
      title={t("settings.travel")}
      detail={t("settings.travel.detail", { time_zone: timeZoneCity(preferences.time_zone ?? timeZone) })}
      beside={<Switch label={t("settings.travel")} on={preferences.time_zone !== null} onChange={(on) => change({ time_zone: on ? timeZone : null })} />}
    />
  );
}
