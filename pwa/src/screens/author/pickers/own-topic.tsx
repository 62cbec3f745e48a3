import { useState } from "preact/hooks";
import { labelOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { languageName } from "../../../i18n/language-name";
import type { SheetDocument } from "../../../state/authoring";
import { Button, Choices, Field } from "../../../ui";
import { idFrom, listed } from "../editing";
import { listed as formatList } from "../words/rule-words";
import { TopicPicker } from "./topic-picker";
import { holderOf } from "./topic-search";

const NONE = "none";

type Words = Readonly<Record<string, string>>;

interface OwnTopicProps {
  /** What was typed into the search. */
  readonly name: string;
  /** The languages of the sheet. */
  readonly languages: readonly string[];
  readonly sheet: SheetDocument;
  readonly tree: TopicTree;
  readonly onAdd: (sheet: SheetDocument, topic: string) => void;
  readonly onCancel: () => void;
}

/** A topic that only this sheet has: its names in each language, and the family it belongs to. */
export function OwnTopic({ name, languages, sheet, tree, onAdd, onCancel }: OwnTopicProps) {
  const [words, setWords] = useState<Words>(() => ({ [language.value]: name }));
  const [family, setFamily] = useState<readonly string[]>([]);
  const [none, setNone] = useState(false);
  const lists = Object.fromEntries(languages.map((code) => [code, listed(words[code] ?? "")]));
  const taken = Object.values(lists).flat().flatMap((word) => holderOf(tree, word) ?? [])[0];
  const missing = [
    ...languages.filter((code) => (lists[code] ?? []).length === 0).map((code) => t("practitioner.desk.own.missing.words", { language: languageName(code) })),
    ...(family.length === 0 && !none ? [t("practitioner.desk.own.missing.family")] : []),
  ];
  const add = (): void => {
    const [first = name] = lists[sheet.language] ?? [];
    const id = freeTopic(tree, sheet, idFrom(first));
    onAdd({ ...sheet, topics: { ...sheet.topics, [id]: { in: family, words: lists } } }, id);
  };
  return (
    <fieldset class="time-picker">
      <legend>{t("practitioner.desk.own.title")}</legend>
      {languages.map((code) => (
        <Field
          key={code}
          label={t("practitioner.desk.own.words", { language: languageName(code) })}
          hint={t("practitioner.desk.own.words.hint")}
          value={words[code] ?? ""}
          onInput={(text) => setWords({ ...words, [code]: text })}
          more={{ maxLength: 200 }}
        />
      ))}
      {!none && <TopicPicker single label={t("practitioner.desk.own.family")} values={family} onChange={setFamily} tree={tree} />}
      {family.length === 0 && <Choices quietLegend legend={t("practitioner.desk.own.none")} options={[{ value: NONE, label: t("practitioner.desk.own.none") }]} values={none ? [NONE] : []} onChange={(chosen) => setNone(chosen.length > 0)} />}
      {taken !== undefined && <p class="field__error" role="alert">{t("practitioner.desk.own.taken", { topic: labelOf(tree, taken, language.value) })}</p>}
      {missing.length > 0 && <p class="small soft" role="status">{t("practitioner.desk.own.missing", { what: formatList(missing, "conjunction") })}</p>}
      <div class="row">
        <Button disabled={missing.length > 0 || taken !== undefined} onClick={add}>{t("practitioner.desk.own.add")}</Button>
        <Button kind="plain" onClick={onCancel}>{t("practitioner.desk.cancel")}</Button>
      </div>
    </fieldset>
  );
}

function freeTopic(tree: TopicTree, { topics = {} }: SheetDocument, wanted: string): string {
  const taken = (id: string): boolean => id in topics || tree.lineage.has(id);
  let number = 1;
  const name = (): string => (number === 1 ? wanted : `${wanted}-${number}`);
  while (taken(name())) number += 1;
  return name();
}
