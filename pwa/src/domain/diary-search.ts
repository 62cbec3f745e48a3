/** Search in the diary, on the phone. Accents and umlauts are forgiven: "rotung" and "roetung" both find "Rötung". */

/** One text of the diary, and where it stands. */
export interface SearchedText {
  readonly treatmentId: string;
  /** The local date of the day that holds it. */
  readonly date: string;
  readonly kind: "note" | "question" | "reply" | "usage" | "sign";
  readonly text: string;
}

/** A text in both spellings in which it can be found, prepared once for many queries. */
export interface IndexedText extends SearchedText {
  readonly spellings: Spellings;
}

/** The letters of a text as they are compared; one may be spelt with two characters. */
interface Spelling {
  readonly letters: readonly string[];
  readonly joined: string;
}

/** Without accents, and with umlauts spelt out. */
type Spellings = readonly [plain: Spelling, speltOut: Spelling];

/** A text that was found, in three parts: `match` is the first place of the first word. */
export interface Hit extends SearchedText {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", æ: "ae", ø: "oe", å: "aa" };

/** Each letter without its accent, or with its umlaut spelt out. */
function spelling(text: string, isSpeltOut: boolean): Spelling {
  const letters = lettersOf(text).map((letter) => {
    const small = letter.toLowerCase();
    if (small === "ß") return "ss";
    return (isSpeltOut ? UMLAUTS[small] : undefined) ?? small.normalize("NFD").replace(/\p{M}/gu, "");
  });
  return { letters, joined: letters.join("") };
}

function lettersOf(text: string): readonly string[] {
  return Array.from(text.normalize("NFC"));
}

function spellingsOf(text: string): Spellings {
  return [spelling(text, false), spelling(text, true)];
}

export function indexed(text: SearchedText): IndexedText {
  return { ...text, spellings: spellingsOf(text.text) };
}

/** The texts that hold all words of the query, the newest first. A query without a letter or digit finds nothing. */
export function search(index: readonly IndexedText[], query: string): readonly Hit[] {
  const words = query.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const sought = words.map(spellingsOf);
  const hits = index.flatMap((text) => {
    const [first, ...others] = sought.map((word) => placeOf(text.spellings, word));
    return first && !others.includes(null) ? [hitAt(text, first)] : [];
  });
  return hits.sort((a, b) => b.date.localeCompare(a.date));
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** The letters at which a word begins and ends, by the first spelling in which it is there. */
function placeOf(text: Spellings, word: Spellings): Place | null {
  return placeIn(text[0], word[0].joined) ?? placeIn(text[1], word[1].joined);
}

function placeIn({ letters, joined }: Spelling, part: string): Place | null {
  const start = joined.indexOf(part);
  return start < 0 ? null : { from: letterAt(letters, start), to: letterAt(letters, start + part.length - 1) + 1 };
}

/** The place of the letter that holds a character of the joined letters. */
function letterAt(letters: readonly string[], character: number): number {
  let end = 0;
  return letters.findIndex((letter) => (end += letter.length) > character);
}

/** Letters of a long text that are shown before the match. */
const CONTEXT = 40;

function hitAt({ spellings: _spellings, ...text }: IndexedText, { from, to }: Place): Hit {
  const letters = lettersOf(text.text);
  const start = from > CONTEXT ? from - CONTEXT : 0;
  const part = (begin: number, end?: number): string => letters.slice(begin, end).join("");
  return { ...text, before: (start > 0 ? "…" : "") + part(start, from), match: part(from, to), after: part(to) };
}
