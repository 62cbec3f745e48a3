import { useAsyncAction } from "../../state/async-action";
import { chooseTheme, theme, type Theme } from "../../state/theme";
import { language, languages, loadMessages, setLanguage } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { useLoaded } from "../../state/loaded";
import { ActionError, Choice, Screen, WhenLoaded } from "../../ui";
import { Buttons, ChoiceSamples, Fields, Lists } from "./controls";
import { Colours, Spacing, TypeScale } from "./foundations";
import { Icons } from "./icons";
import { Haptics, Motion } from "./motion";
import { Notices, States } from "./states";
import { word } from "./words";
import "./design.css";

const LOOKS: readonly Theme[] = ["light", "dark"];

/** All parts of the kit in all their states, for those who work on the app. Only the development server has this page. */
export default function DesignPage() {
  const [loaded, again] = useLoaded(() => loadMessages("patient", "problems"));
  return (
    <Screen title={word("title")} lead={word("lead")}>
      <Look />
      <WhenLoaded loaded={loaded} again={again}>
        {() => (
          <div class="design">
            <Colours />
            <TypeScale />
            <Spacing />
            <Buttons />
            <ChoiceSamples />
            <Fields />
            <Lists />
            <Notices />
            <States />
            <Icons />
            <Motion />
            <Haptics />
          </div>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** Language and look of the page, and of the whole app with it. */
function Look() {
  const choosing = useAsyncAction(setLanguage);
  return (
    <>
      <Choice
        legend={word("sample")}
        quietLegend
        shape="segments"
        options={languages.map((code) => ({ value: code, label: languageName(code, code) }))}
        value={language.value}
        onChange={choosing.run}
      />
      <Choice
        legend={word("colours")}
        quietLegend
        shape="segments"
        options={LOOKS.map((value) => ({ value, label: word(value === "dark" ? "dark" : "light") }))}
        value={theme.value}
        onChange={chooseTheme}
      />
      <ActionError {...choosing} />
    </>
  );
}
