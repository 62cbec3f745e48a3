import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { Button, Field, Icon } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { familyLabels, partLabels, searchTopics, type TopicHit } from "./topic-search";

interface TopicPickerProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (topics: readonly string[]) => void;
  readonly tree: TopicTree;
  readonly error?: string | undefined;
  /** At most one topic can be chosen. */
  readonly single?: boolean;
  /** Creates a topic of the clinic's own from what was typed. */
  readonly onOwn?: ((name: string) => void) | undefined;
}

/** The chosen topics, and a search by what people call them. */
export function TopicPicker({ label, values, onChange, tree, error, single = false, onOwn }: TopicPickerProps) {
  const [typed, setTyped] = useState("");
  const id = useId();
  const hits = searchTopics(tree, typed, language.value).filter(({ topic }) => !values.includes(topic));
  const choose = (topic: string): void => {
    setTyped("");
    onChange(single ? [topic] : [...values, topic]);
  };
  const own = onOwn && (() => { setTyped(""); onOwn(typed.trim()); });
  const [first] = hits;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !first) return;
    event.preventDefault();
    choose(first.topic);
  };
  return (
    <div class="topic-picker" role="group" aria-labelledby={id}>
      <span class="field__label" id={id}>{label}</span>
      {values.length > 0 && <Chosen values={values} tree={tree} onRemove={(topic) => onChange(values.filter((each) => each !== topic))} />}
      <Field label={t("practitioner.desk.topics.search")} type="search" value={typed} onInput={setTyped} error={error} more={{ onKeyDown, autocomplete: "off", maxLength: 60 }} />
      {typed.trim() !== "" && <Hits hits={hits} tree={tree} onChoose={choose} typed={typed.trim()} onOwn={own} />}
    </div>
  );
}

function Chosen({ values, tree, onRemove }: { values: readonly string[]; tree: TopicTree; onRemove: (topic: string) => void }) {
  const included = values.map((topic) => ({ topic, parts: partLabels(tree, topic, language.value) })).filter(({ parts }) => parts.length > 0);
  return (
    <>
    <ul class="topic-chips">
      {values.map((topic) => (
        <li key={topic}>
          <button type="button" class="topic-chip" aria-label={t("practitioner.desk.topics.remove", { topic: topicLabel(tree, topic) })} onClick={() => onRemove(topic)}>
            {topicLabel(tree, topic)} <Icon name="close" small />
          </button>
        </li>
      ))}
    </ul>
    {included.map(({ topic, parts }) => <p key={topic} class="small soft">{t("practitioner.desk.topics.includes", { topic: topicLabel(tree, topic), parts: parts.join(", ") })}</p>)}
    </>
  );
}

interface HitsProps {
  readonly hits: readonly TopicHit[];
  readonly tree: TopicTree;
  readonly typed: string;
  readonly onChoose: (topic: string) => void;
  readonly onOwn: (() => void) | undefined;
}

function Hits({ hits, tree, typed, onChoose, onOwn }: HitsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.scrollIntoView({ block: "nearest" }), [typed]); // above the bar with "Done"
  return (
    <ul class="topic-hits" ref={list}>
      {hits.map(({ topic, label, word }) => (
        <li key={topic}>
          <button type="button" class="topic-hit" onClick={() => onChoose(topic)}>
            <strong>{label}</strong>
            <small class="soft">{[word === undefined ? "" : t("practitioner.desk.quoted", { text: word }), ...familyLabels(tree, topic, language.value)].filter(Boolean).join(" · ")}</small>
          </button>
        </li>
      ))}
      {hits.length === 0 && <li class="soft small">{t("practitioner.desk.topics.none")}</li>}
      {onOwn && <li><Button kind="plain" icon="check-in" onClick={onOwn}>{t("practitioner.desk.topics.own", { name: typed })}</Button></li>}
    </ul>
  );
}
