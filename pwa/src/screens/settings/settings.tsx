import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { changeMe } from "../../actions/account";
import { signOut } from "../../actions/entrance/sign-out";
import { unsentCount } from "../../actions/diary/outbox";
import { SKIN_CUES, type SkinCue } from "../../domain/vocabulary";
import { language, languages, setLanguage, t } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { chooseTheme, theme, type Theme } from "../../state/theme";
import { ActionError, Banner, BottomSheet, Button, Card, Choice, Choices, Row, Rows, Screen } from "../../ui";
import { InstallHint } from "../entrance/install-hint";
import { useAutosave } from "./use-autosave";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Reminders, sharing, devices, language, theme, and signing out. */
export default function Settings() {
  const person = me();
  const patient = person?.role === "patient";
  return (
    <Screen title={t("settings.title")} lead={person?.display_name} {...(patient ? { back: "/" } : {})}>
      <Rows label={t("settings.title")}>
        {patient && <Row icon="bell" title={t("settings.reminders")} detail={t("settings.reminders.detail")} href="/settings/reminders" />}
        {patient && <Row icon="share" title={t("settings.share")} detail={t("settings.share.detail")} href="/share" />}
        {person?.is_owner && (
          <Row icon="people" title={t("settings.colleague")} detail={t("settings.colleague.detail")} href="/settings/colleague" />
        )}
        <Row icon="key" title={t("settings.new-phone")} detail={t("settings.new-phone.detail")} href="/settings/new-phone" />
        <Row icon="phone" title={t("settings.devices")} detail={t("settings.devices.detail")} href="/settings/devices" />
      </Rows>
      {patient && <SkinCues stored={person.skin_cues} />}
      <Card title={t("settings.appearance")}>
        <LanguageChoice />
        <Choice
          legend={t("settings.theme")}
          shape="segments"
          options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          value={theme.value}
          onChange={chooseTheme}
        />
      </Card>
      {patient && <InstallHint />}
      <SignOut />
      <p class="small soft">{t("settings.diary-not-emergency")}</p>
    </Screen>
  );
}

function LanguageChoice() {
  const choosing = useAsyncAction(async (code: string) => {
    await setLanguage(code);
    await changeMe({ language: code as "en" | "de" });
  });
  return (
    <>
      <Choice
        legend={t("settings.language")}
        shape="segments"
        options={languages.map((code) => ({ value: code, label: languageName(code, code) }))}
        value={language.value}
        onChange={choosing.run}
      />
      <ActionError {...choosing} />
    </>
  );
}

/** How irritation shows on this person's skin, which decides what the check-in asks for. */
function SkinCues({ stored }: { stored: readonly string[] }) {
  const [cues, setCues] = useState(stored as readonly SkinCue[]);
  const saving = useAutosave(cues, (chosen) => changeMe({ skin_cues: [...chosen] }));
  return (
    <Card title={t("settings.cues")} icon="face">
      <p class="soft">{t("settings.cues.why")}</p>
      <Choices
        legend={t("settings.cues")}
        quietLegend
        options={SKIN_CUES.map((value) => ({ value, label: t(`settings.cue.${value}`) }))}
        values={cues}
        onChange={setCues}
      />
      <ActionError {...saving} />
    </Card>
  );
}

function SignOut() {
  const [confirming, setConfirming] = useState(false);
  const [unsent, setUnsent] = useState(0);
  const [, go] = useLocation();
  const asking = useAsyncAction(unsentCount, (count) => {
    setUnsent(count);
    setConfirming(true);
  });
  const leaving = useAsyncAction(async () => {
    await signOut();
    go("/sign-in", { replace: true }); // here and not in `onDone`: signing out may have replaced this screen already
  });
  return (
    <>
      <ActionError {...asking} />
      <Button kind="quiet" wide icon="out" busy={asking.busy} onClick={asking.run}>
        {t("settings.sign-out")}
      </Button>
      <BottomSheet open={confirming} title={t("settings.sign-out.sure")} onClose={() => setConfirming(false)}>
        <p>{t("settings.sign-out.text")}</p>
        {unsent > 0 && (
          <Banner tone="attention" title={t("settings.sign-out.unsent", { count: unsent })}>
            <p>{t("settings.sign-out.unsent.text")}</p>
          </Banner>
        )}
        <ActionError {...leaving} />
        {leaving.problem === undefined && (
          <Button kind="careful" wide icon="out" busy={leaving.busy} onClick={leaving.run}>
            {t("settings.sign-out.yes")}
          </Button>
        )}
        <Button kind="plain" wide onClick={() => setConfirming(false)}>
          {t("settings.sign-out.no")}
        </Button>
      </BottomSheet>
    </>
  );
}
