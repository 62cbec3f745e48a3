import type { Reading } from "../../actions/entrance/start-alone";
import type { Pasted } from "../../actions/pasted";
import { t } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { Banner, Choice, Field, Icon } from "../../ui";

/** Characters that the server reads (server/shapes/pasted.py). */
const MOST = 20_000;
const LANGUAGES = ["en", "de"] as const;

export type SheetLanguage = (typeof LANGUAGES)[number];

interface OwnSheetProps {
  readonly pasted: Pasted;
  readonly onInput: (pasted: Pasted) => void;
  /** Whether this device has stored the text. */
  readonly isStored: boolean;
  /** Set if the server could not tell the language: the person is asked. */
  readonly onLanguage: ((language: SheetLanguage) => void) | undefined;
  readonly spoken: SheetLanguage | null;
  /** How the text was read; null before. */
  readonly reading: Reading | null;
}

/** The text of a sheet that is not in the list, and how the program has read it. */
export function OwnSheet({ pasted, onInput, isStored, onLanguage, spoken, reading }: OwnSheetProps) {
  return (
    <>
      <Field
        label={t("entrance.paste.text")}
        type="area"
        value={pasted.text}
        onInput={(text) => onInput({ title: titleOf(text), text })}
        hint={t("entrance.paste.hint")}
        error={isTooLong(pasted) ? t("entrance.paste.too-long", { most: MOST }) : undefined}
        more={{ rows: 10 }}
      />
      {!isStored && <Banner tone="attention">{t("entrance.paste.not-stored")}</Banner>}
      {onLanguage && (
        <Choice
          legend={t("entrance.paste.language")}
          options={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))}
          value={spoken}
          onChange={onLanguage}
        />
      )}
      {reading && <Result reading={reading} />}
    </>
  );
}

/** Whether the server would refuse the text for its length. */
export function isTooLong({ text }: Pasted): boolean {
  return Array.from(text).length > MOST;
}

/** The first line is the title. */
function titleOf(text: string): string {
  return Array.from(text.trim().replace(/\n.*/s, "").trim()).slice(0, 120).join("");
}

function Result({ reading: { sentences, language } }: { reading: Reading }) {
  const asked = sentences.filter(({ state }) => state !== "reading-only");
  const read = asked.filter(({ state }) => state === "read");
  return (
    <section class="stack-s" aria-live="polite">
      <h2>{t("entrance.paste.result", { read: read.length, count: asked.length })}</h2>
      <p>{t("entrance.paste.check")}</p>
      {read.length < asked.length && <p>{t("entrance.paste.unread-shown")}</p>}
      <ul class="read-sentences" lang={language}>
        {sentences.map((sentence, place) => (
          <Sentence key={place} sentence={sentence} />
        ))}
      </ul>
    </section>
  );
}

function Sentence({ sentence: { text, heading, state } }: { sentence: Reading["sentences"][number] }) {
  if (state === "reading-only") return <li class={heading ? "read-sentences__heading" : "soft"}>{text}</li>;
  return (
    <li class={`read-sentences__${state}`}>
      <Icon name={state === "read" ? "yes" : "attention"} small />
      <span>
        {text} <small class={state === "read" ? "unseen" : "read-sentences__state"}>{t(`entrance.paste.state.${state}`)}</small>
      </span>
    </li>
  );
}
