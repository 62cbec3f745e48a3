import { changeMe } from "../../actions/account";
import { language, languages, setLanguage, t } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { useAsyncAction } from "../../state/async-action";
import { chooseTheme, theme, type Theme } from "../../state/theme";
import { ActionError, Card, Choice, Screen } from "../../ui";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** The language of the app, and light or dark. */
export default function Appearance() {
  return (
    <Screen title={t("settings.appearance")} back="/settings">
      <Card>
        <LanguageChoice />
        <Choice
          legend={t("settings.theme")}
          shape="segments"
          options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          value={theme.value}
          onChange={chooseTheme}
        />
      </Card>
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
