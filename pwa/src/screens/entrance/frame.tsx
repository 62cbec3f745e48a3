import type { ComponentChildren } from "preact";
import { language, languages, problemText, setLanguage, t } from "../../i18n";
import { Banner, Button, Screen } from "../../ui";
import "./entrance.css";

/** The languages in their own names, so that those who need one can read it. */
const NAMES: Readonly<Record<string, string>> = { en: "English", de: "Deutsch" };

/** The frame of the entrance screens, with the logo and the choice of language. */
export function Frame({ title, lead, children }: { title: string; lead?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="entrance">
      <Glow />
      <Screen title={title} {...(lead === undefined ? {} : { lead })}>
        {children}
        <LanguageSwitch />
      </Screen>
    </div>
  );
}

/** The logo. */
function Glow() {
  return (
    <div class="glow" aria-hidden="true">
      <svg viewBox="0 0 400 210" preserveAspectRatio="xMidYMax slice">
        <path class="glow__arc glow__arc--3" d="M20 230a180 180 0 0 1 360 0" />
        <path class="glow__arc glow__arc--2" d="M66 230a134 134 0 0 1 268 0" />
        <path class="glow__arc glow__arc--1" d="M112 230a88 88 0 0 1 176 0" />
        <circle class="glow__sun" cx="200" cy="230" r="44" />
      </svg>
      <span>{t("common.app")}</span>
    </div>
  );
}

function LanguageSwitch() {
  return (
    <nav class="languages" aria-label={t("entrance.language")}>
      {languages.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          class="button button--plain"
          aria-pressed={language.value === code}
          onClick={() => void setLanguage(code)}
        >
          {NAMES[code] ?? code}
        </button>
      ))}
    </nav>
  );
}

/** A problem, with what to do about it. */
export function Trouble({ code, again }: { code: string | undefined; again?: () => void }) {
  if (code === undefined) return null;
  // The person has cancelled: that is not a failure.
  if (code === "passkey-cancelled") return <Banner alert><p>{problemText(code)}</p></Banner>;
  return (
    <Banner tone="attention" title={t("common.failed.title")} alert>
      <p>{problemText(code)}</p>
      {again && (
        <Button kind="quiet" onClick={again}>
          {t("common.retry")}
        </Button>
      )}
    </Banner>
  );
}
