import { useId, useMemo } from "preact/hooks";
import { Button } from "../../../ui";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import type { TopicTree } from "../../../domain/topics";
import { addedTo, eachOnce, earlierLines, isListed, sheetLines, toggled, type UsageList } from "../../../domain/usage-chips";
import { MAX_LINE } from "../../../domain/vocabulary";
import { language, t } from "../../../i18n";
import { entriesOf } from "../../../state/diary";
import { useTopics } from "../../use-topics";
import { treeOf } from "../ask/tree-of";
import { UsageVerdicts } from "./usage-verdicts";
import type { Writing } from "./use-answers";

interface UsagesProps {
  readonly treatment: Treatment;
  readonly writing: Writing;
}

const LISTS = ["products", "activities"] as const;

/** What the patient used and did: chips of the last check-ins and of the sheet, others typed, and what the sheet says of each. */
export function Usages({ treatment, writing }: UsagesProps) {
  const topics = useTopics();
  const tree = useMemo(() => topics && treeOf([treatment], topics), [treatment, topics]);
  return (
    <section class="stack">
      {LISTS.map((list) => (
        <UsageChips key={list} list={list} treatment={treatment} tree={tree} writing={writing} />
      ))}
      {tree && <UsageVerdicts treatment={treatment} draft={writing.draft} tree={tree} />}
    </section>
  );
}

interface UsageChipsProps extends UsagesProps {
  readonly list: UsageList;
  readonly tree: TopicTree | undefined;
}

/** One list: a tap adds a line or takes it out. */
function UsageChips({ list, treatment, tree, writing }: UsageChipsProps) {
  const id = useId();
  const { draft, change } = writing;
  const lines = draft.document[list];
  const others = entriesOf(treatment.id).filter((entry) => entry.id !== draft.entry_id);
  const ofSheet = useMemo(() => (tree ? sheetLines(timelinesOf(treatment), tree, list, language.value) : []), [treatment, tree, list, language.value]);
  const offered = [...earlierLines(others, list), ...ofSheet];
  return (
    <div class="stack-s" role="group" aria-labelledby={id}>
      <h2 id={id}>{t(`patient.check-in.${list}`)}</h2>
      <div class="chips">
        {eachOnce([...offered, ...lines]).map((line) => (
          <button key={line.toLowerCase()} type="button" class="chip chip--used" aria-pressed={isListed(line, lines)} onClick={() => change({ [list]: toggled(lines, line) })}>
            {line}
          </button>
        ))}
      </div>
      <Typing list={list} writing={writing} />
    </div>
  );
}

/** Something that no chip offers. Commas separate several. It counts as soon as it is typed: nobody has to tap "Add". */
function Typing({ list, writing: { draft, changeDraft, change } }: { list: UsageList; writing: Writing }) {
  const id = useId();
  const text = draft.typed?.[list] ?? "";
  const setText = (typed: string): void => changeDraft({ typed: { ...draft.typed, [list]: typed } });
  const add = (): void => {
    change({ [list]: addedTo(draft.document[list], text) });
    setText("");
  };
  return (
    <form class="typing" onSubmit={(event) => [event.preventDefault(), add()]}>
      <label class="unseen" for={id}>
        {t(`patient.check-in.${list}`)}: {t("patient.usage.else")}
      </label>
      <input id={id} type="text" autocomplete="off" maxLength={MAX_LINE * 4} placeholder={t("patient.usage.else")} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <Button kind="plain" submit disabled={text.trim() === ""}>
        {t("patient.usage.add")}
      </Button>
    </form>
  );
}
