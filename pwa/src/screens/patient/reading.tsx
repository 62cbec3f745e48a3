import type { PlainSentence } from "../../domain/diary";
import { t } from "../../i18n";

/** The sentences of the sheet that are not rules, each under its heading, as the clinic wrote them. */
export function PlainSentences({ sentences }: { sentences: readonly PlainSentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("patient.sheet.reading")}</h2>
      {underHeadings(sentences).map(({ heading, texts, language }) => (
        <div key={[heading, ...texts].join(" ")} class="stack-s" lang={language}>
          {heading !== null && <h3>{heading}</h3>}
          {texts.map((text) => <p key={text}>{text}</p>)}
        </div>
      ))}
    </section>
  );
}

/** What the sheet says beside its rules and shares words with the question. */
export function ReadingAbout({ sentences }: { sentences: readonly PlainSentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <div class="stack-s">
      <p>{t("patient.ask.reading")}</p>
      {sentences.map(({ text, language }) => <blockquote key={text} class="reply__quote" lang={language}>{text}</blockquote>)}
    </div>
  );
}

interface Group {
  readonly heading: string | null;
  readonly texts: readonly string[];
  readonly language: string;
}

function underHeadings(sentences: readonly PlainSentence[]): readonly Group[] {
  const groups: Group[] = [];
  for (const { heading, text, language } of sentences) {
    const last = groups.at(-1);
    if (last && last.heading === heading) groups[groups.length - 1] = { ...last, texts: [...last.texts, text] };
    else groups.push({ heading, texts: [text], language });
  }
  return groups;
}
