import { useMemo } from "preact/hooks";
import type { Entry, Treatment } from "../../../domain/diary";
import { language, t } from "../../../i18n";
import { entriesOf } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { loadTopics, topics } from "../../../state/topics";
import { Icon } from "../../../ui";
import { treeOf } from "../ask/tree-of";
import { verdictsIn, VerdictRow } from "../check-in/usage-verdicts";

interface UsagesProps {
  readonly treatment: Treatment;
  readonly entry: Entry;
}

/** What was used and done, each with what the sheet said of it at that hour. Until the topics are known, the words alone. */
export function Usages({ treatment, entry }: UsagesProps) {
  const { products, activities } = entry.document;
  useLoaded(loadTopics);
  const tree = useMemo(() => topics.value && treeOf([treatment], topics.value), [treatment, topics.value]);
  const verdicts = useMemo(
    () => tree && verdictsIn(treatment, entry, { diary: entriesOf(treatment.id), tree, offset: entry.document.clock_offset_ms ?? 0 }),
    [treatment, entry, tree, language.value],
  );
  const lines = [...new Set([...products, ...activities])];
  if (!lines.length) return null;
  return (
    <section class="stack-s">
      <h3>{t("patient.diary.used")}</h3>
      <ul class="verdicts">
        {lines.map((line) => {
          const given = verdicts?.get(line);
          return tree && given ? (
            <VerdictRow key={line} line={line} given={given} tree={tree} />
          ) : (
            <li key={line} class="verdict">
              <Icon name="unsaid" small /> <strong>{line}</strong>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
