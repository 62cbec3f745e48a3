import { useState } from "preact/hooks";
import {
  saveReminderPreferences,
  loadReminderPreferences,
  type ReminderPreferences,
} from "../../actions/account";
import { t } from "../../i18n";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { phoneTimeZone } from "../../state/clock";
import { useLoaded } from "../../state/loaded";
import { ActionError, Card, Field, Row, Rows, Screen, Switch, WhenLoaded } from "../../ui";
import { PushSwitch } from "./push-switch";
import { useAutosave } from "./use-autosave";

const KINDS = ["milestone", "check-in", "next-treatment", "reply", "share"] as const;

/** Settings: whether the person is reminded, of what, and when. */
export default function Reminders() {
  const [loaded, again] = useLoaded(loadReminderPreferences);
  return (
    <Screen title={t("settings.reminders")} lead={t("settings.reminders.lead")} back="/settings">
      <PushSwitch />
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
          detail={t("settings.discreet.detail")}
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
      {KINDS.map((kind) => (
        <Row
          key={kind}
          title={t(`settings.kind.${kind}`)}
          detail={t(`settings.kind.${kind}.detail`)}
          beside={
            <Switch
              label={t(`settings.kind.${kind}`)}
              on={kinds.includes(kind)}
              onChange={(on) => onChange(on ? [...kinds, kind] : kinds.filter((other) => other !== kind))}
            />
          }
        />
      ))}
    </Rows>
  );
}

interface PartProps {
  preferences: ReminderPreferences;
  change: (part: Partial<ReminderPreferences>) => void;
}

function Times({ preferences, change }: PartProps) {
  const time = (name: "check_in_at" | "quiet_from" | "quiet_until", label: string) => (
    // While a time is being typed the value is empty: only complete times are saved.
    <Field type="time" label={label} value={preferences[name]} onInput={(value) => value !== "" && change({ [name]: value })} />
  );
  return (
    <Card title={t("settings.times")} icon="wait">
      {time("check_in_at", t("settings.times.check-in"))}
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
