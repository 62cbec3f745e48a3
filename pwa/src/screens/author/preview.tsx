import { useState } from "preact/hooks";
import { answer, type Answer } from "../../domain/answers";
import { dayOfHealing, HOUR } from "../../domain/dates";
import type { Timeline } from "../../domain/timeline";
import { today } from "../../domain/today";
import { labelOf, type TopicTree } from "../../domain/topics";
import { findTopic } from "../../domain/topics-match";
import { language, t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import type { SheetDocument } from "../../state/authoring";
import { Banner, Card, Choices, Field, Pill, type Tone } from "../../ui";
import { flagLabel } from "../practitioner/flag-label";
import { flagsOf } from "./editing";
import type { SheetPreview } from "./use-sheet-preview";

/** Errors, contradictions and missing numbers that are still open. */
export function OpenIssues({ preview }: { preview: SheetPreview }) {
  const { report } = preview;
  if (!report) return null;
  const open = report.issues.filter((issue) => !issue.resolved);
  const loose = report.faults.filter((fault) => fault.rule === null);
  return (
    <Card title={t("practitioner.sheet.open")} icon={open.length + report.faults.length > 0 ? "wait" : "yes"}>
      {open.length + report.faults.length === 0 && <p class="soft">{t("practitioner.sheet.open.none")}</p>}
      {report.faults.length > 0 && <p><strong>{t("practitioner.sheet.faults")}: {report.faults.length}</strong></p>}
      {loose.map((fault) => (
        <Banner key={fault.problem} tone="attention">{t("practitioner.sheet.fault", { problem: fault.problem, expected: fault.expected })}</Banner>
      ))}
      <ul class="stack-s">
        {open.map((issue) => (
          <li key={issue.kind + issue.rule_ids.join()}>
            <strong>{t(`practitioner.sheet.issue.${issue.kind}`)}</strong>
            <p class="small">{issue.rule_ids.join(" · ")}: {issue.problem}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a patient would see at any hour after a sample treatment, and the answers to "Can I …?". */
export function Preview({ preview, tree, sheet }: { preview: SheetPreview; tree: TopicTree; sheet: SheetDocument }) {
  const [hours, setHours] = useState(30);
  const { timeline, sample, changeSample } = preview;
  const flags = flagsOf(sheet);
  return (
    <Card title={t("practitioner.sheet.preview")} icon="today">
      <Field label={t("practitioner.sheet.preview.at")} type="datetime-local" value={sample.at} onInput={(at) => at !== "" && changeSample({ at })} />
      {flags.length > 0 && (
        <Choices
          legend={t("practitioner.record.flags")}
          options={flags.map((flag) => ({ value: flag, label: flagLabel(flag) }))}
          values={sample.flags}
          onChange={(chosen) => changeSample({ flags: chosen })}
        />
      )}
      <label class="hours">
        <span>{t("practitioner.sheet.preview.hours", { hours })}</span>
        <input type="range" min="0" max="240" value={hours} onInput={(event) => setHours(Number(event.currentTarget.value))} />
      </label>
      {timeline && <AtHour timeline={timeline} tree={tree} now={Date.parse(timeline.treated_at) + hours * HOUR} />}
    </Card>
  );
}

function AtHour({ timeline, tree, now }: { timeline: Timeline; tree: TopicTree; now: number }) {
  const view = today(timeline, now, {});
  const day = dayOfHealing(timeline.treated_at, now, timeline.time_zone, timeline.day_one);
  return (
    <div class="stack-s">
      <p class="small soft">
        {t("practitioner.sheet.preview.day", { day })} · {dateAndTime(now, timeline.time_zone)}
      </p>
      <Says title={t("practitioner.sheet.preview.do")} lang={timeline.sheet.language} says={view.do.map((item) => item.rule.says)} />
      <Says title={t("practitioner.sheet.preview.leave")} lang={timeline.sheet.language} says={view.leaveAlone.map((item) => item.rule.says)} />
      <Ask timeline={timeline} tree={tree} now={now} />
    </div>
  );
}

function Says({ title, says, lang }: { title: string; says: readonly string[]; lang: string }) {
  return (
    <div>
      <h3>{title}</h3>
      {says.length === 0 && <p class="soft">{t("practitioner.sheet.preview.nothing")}</p>}
      <ul class="bullets">{says.map((text) => <li key={text} lang={lang}>{text}</li>)}</ul>
    </div>
  );
}

const TONES: Readonly<Record<Answer["kind"], Tone>> = {
  ...{ no: "plum", only: "ochre", "not-yet": "ochre", tell: "plum", longer: "ochre" },
  ...{ unsaid: "sand", expected: "sand", over: "sand", yes: "teal" },
};

function Ask({ timeline, tree, now }: { timeline: Timeline; tree: TopicTree; now: number }) {
  const [words, setWords] = useState("");
  const match = words.trim() === "" ? null : findTopic(tree, words, language.value);
  const result = match && answer(timeline, tree, match.topic, { now, states: {} });
  return (
    <div class="stack-s">
      <Field label={t("practitioner.sheet.preview.ask")} type="search" value={words} onInput={setWords} />
      {words.trim() !== "" && !match && <p class="soft">{t("practitioner.sheet.preview.ask.unknown")}</p>}
      {match && result && (
        <div class="stack-s" role="status">
          <span class="small soft">
            {t("practitioner.sheet.preview.ask.understood", { topic: labelOf(tree, match.topic, language.value) })}
          </span>
          {result.with.length > 0 && <p>{t("practitioner.sheet.answer.with", { what: names(result.with, tree) })}</p>}
          <Pill tone={TONES[result.kind]}>{t(`practitioner.sheet.answer.${result.kind}`, { what: names(result.only, tree) })}</Pill>
          {result.except.length > 0 && <p>{t("practitioner.sheet.answer.except", { what: names(result.except.map(({ topic }) => topic), tree) })}</p>}
          {result.rule && <p class="small"><span lang={timeline.sheet.language}>{result.rule.says}</span> <span class="soft">({result.rule.cite})</span></p>}
        </div>
      )}
    </div>
  );
}

function names(topics: readonly string[], tree: TopicTree): string {
  return topics.map((topic) => labelOf(tree, topic, language.value)).join(", ");
}
