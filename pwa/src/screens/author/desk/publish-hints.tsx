import { t } from "../../../i18n";
import { Banner, Button } from "../../../ui";
import { rulesOf } from "./content";
import { sentenceKeys, writingAt } from "./notes";
import { openWords } from "./open-words";
import type { OpenThing } from "./open-things";
import type { Desk } from "./use-desk";

interface PublishHintsProps {
  readonly desk: Desk;
  readonly onShow: (thing: OpenThing) => void;
}

const KINDS = ["unsaved", "words", "unopened"] as const;
type Hint = (typeof KINDS)[number];

/** What may be wrong although nothing is open: readings nobody has opened, words in no rule, texts that are not saved. */
export function PublishHints({ desk, onShow }: PublishHintsProps) {
  const places = hintsOf(desk);
  return (
    <>
      {KINDS.map((kind) => {
        const [first] = places[kind];
        if (first === undefined) return null;
        const title = t(`practitioner.desk.publish.${kind}`, { count: places[kind].length });
        return (
          <Banner key={kind} tone="wait" title={title}>
            <Button kind="quiet" label={`${t("practitioner.desk.publish.show")}: ${title}`} onClick={() => onShow({ kind: "sentence", selection: { sentence: first }, place: first })}>{t("practitioner.desk.publish.show")}</Button>
          </Banner>
        );
      })}
    </>
  );
}

/** The sentences to which each hint applies. */
function hintsOf({ content, notes, tree }: Desk): Readonly<Record<Hint, readonly number[]>> {
  const { original } = content;
  if (!original) return { unsaved: [], words: [], unopened: [] };
  const text = { letters: Array.from(original.text), language: original.language };
  const keys = sentenceKeys(original);
  const places = original.sentences.map((_, at) => at);
  const read = places.filter((at) => original.sentences[at]?.state === "rules");
  const hasOpenWords = (at: number): boolean => {
    const sentence = original.sentences[at];
    return sentence !== undefined && openWords(text, sentence, rulesOf(content, sentence), tree).length > 0;
  };
  return {
    unsaved: places.filter((at) => writingAt(content, notes, at) !== null),
    words: read.filter(hasOpenWords),
    unopened: read.filter((at) => !notes.opened.has(keys[at] ?? "")),
  };
}
