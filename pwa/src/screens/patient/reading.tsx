import type { PlainSentence } from "../../domain/diary";
import { t } from "../../i18n";

/** The sentences of the sheet that are not rules, each under its heading, as they were written. */
export function PlainSentences({ sentences: all }: { sentences: readonly PlainSentence[] }) {
  return (
    <>
      <Sentences title={t("patient.sheet.unread")} lead={t("patient.sheet.unread-lead")} sentences={all.filter(({ unread }) => unread)} />
      <Sentences title={t("patient.sheet.reading")} sentences={all.filter(({ unread }) => !unread)} />
    </>
  );
}

function Sentences({ title, lead, sentences }: { title: string; lead?: string; sentences: readonly PlainSentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      {lead !== undefined && <p class="soft">{lead}</p>}
      {underHeadings(sentences).map(({ heading, texts, language }) => (
        <div key={[heading, ...texts].join(" ")} class="stack-s" lang={language}>
          {heading !== null && <h3>{heading}</h3>}
          {texts.map((text) => <p key={text}>{text}</p>)}
        </div>
      ))}
    </section>
  );
}

/** What the sheet says beside its rules and shares words with the question, after `lead`. */
export function ReadingAbout({ lead, sentences }: { lead: string; sentences: readonly PlainSentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <div class="stack-s">
      <p>{lead}</p>
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
