import type { ComponentChildren } from "preact";
import { language, languages, setLanguage, t } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Screen } from "../../ui";
import "./entrance.css";

/** The frame of the screens before signing in: the glow above, the language switch below. */
export function Frame({ title, lead, children }: { title: string; lead?: ComponentChildren | undefined; children: ComponentChildren }) {
  return (
    <div class="entrance">
      <Glow />
      <Screen title={title} lead={lead}>
        {children}
        <LanguageSwitch />
      </Screen>
    </div>
  );
}

/** The app's mark as a large decoration. */
function Glow() {
  return (
    <div class="dawn" aria-hidden="true">
      <svg viewBox="0 0 400 210" preserveAspectRatio="xMidYMax slice">
        <path class="dawn__arc dawn__arc--3" d="M20 230a180 180 0 0 1 360 0" />
        <path class="dawn__arc dawn__arc--2" d="M66 230a134 134 0 0 1 268 0" />
        <path class="dawn__arc dawn__arc--1" d="M112 230a88 88 0 0 1 176 0" />
        <circle class="dawn__sun" cx="200" cy="230" r="44" />
      </svg>
      <span>{t("common.app")}</span>
    </div>
  );
}

function LanguageSwitch() {
  const switching = useAsyncAction(setLanguage);
  return (
    <nav class="languages" aria-label={t("entrance.language")}>
      {languages.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          class="button button--plain"
          aria-pressed={language.value === code}
          onClick={() => switching.run(code)}
        >
          {languageName(code, code)}
        </button>
      ))}
      <ActionError {...switching} />
    </nav>
  );
}
