import { SKIN_STATES } from "../../domain/vocabulary";
import type { Timeline } from "../../domain/timeline";
import { extendedTree } from "../../domain/topics-extended";
import type { TopicTree } from "../../domain/topics";
import { languages, t } from "../../i18n";
import { languageName } from "../../i18n/language-name";
import { Choice, Choices, Field } from "../../ui";
import { conditionName } from "../conditions";
import { midSentence, symptomLabel } from "../labels";
import { flagLabel } from "../practitioner/flag-label";
import { topicLabel } from "../use-topics";
import { hourLabel } from "./course-hours";
import { flagsOf } from "./editing";
import { earliestReport } from "../../domain/skin-states";
import { documentOf, momentOf, reportable } from "./phone/scene";
import type { PreviewProps } from "./preview";
import type { SheetPreview } from "./use-sheet-preview";
import { capital, flagName } from "./words/rule-words";
import { actName } from "./words/time-words";

/** The made-up treatment and patient: when, what applied to the treatment, what the patient has reported, their language. */
export function PreviewSetting({ preview, tree, sheet }: PreviewProps) {
  const { sample, changeSample, speaks, speak, timeline } = preview;
  const flags = flagsOf(sheet);
  return (
    <details class="setting">
      <summary>{t("practitioner.preview.setting")}</summary>
      <div class="stack">
        <Field label={t("practitioner.preview.treated")} type="datetime-local" value={sample.at} onInput={(at) => at !== "" && changeSample({ at })} />
        <Choice
          legend={t("practitioner.preview.language")}
          options={languages.map((code) => ({ value: code, label: languageName(code) }))}
          value={speaks}
          onChange={speak}
        />
        {flags.length > 0 && (
          <Choices
            legend={t("practitioner.preview.flags")}
            options={flags.map((flag) => ({ value: flag, label: flagLabel(flag, sheet.conditions) }))}
            values={sample.flags}
            onChange={(chosen) => changeSample({ flags: chosen })}
          />
        )}
        {timeline && <Reported preview={preview} timeline={timeline} tree={extendedTree(tree, timeline.topics)} />}
      </div>
    </details>
  );
}

/** What the patient has reported, and since when it counts. */
function Reported({ preview: { reports, confirm, hour }, timeline, tree }: { preview: SheetPreview; timeline: Timeline; tree: TopicTree }) {
  const names = reportable(timeline);
  if (names.length === 0) return null;
  const labelOf = (name: string): string => reportLabel(timeline, tree, name);
  const toggle = (chosen: readonly string[]): void => {
    for (const name of names) if (chosen.includes(name) !== name in reports) confirm(name, chosen.includes(name));
  };
  return (
    <div class="stack-s">
      <Choices
        legend={t("practitioner.preview.reports", { hour: midSentence(hourLabel(timeline, hour)) })}
        options={names.map((name) => ({ value: name, label: labelOf(name) }))}
        values={names.filter((name) => name in reports)}
        onChange={toggle}
      />
      {names.map((name) => reports[name] !== undefined && <p key={name} class="small soft">{sinceText(timeline, labelOf(name), [name, reports[name]])}</p>)}
    </div>
  );
}

/** "Skin healed: reported on day 3, 50 hours", or that the sheet does not count the report yet. */
function sinceText(timeline: Timeline, what: string, [name, hour]: readonly [string, number]): string {
  const counts = earliestReport(timeline, name) <= momentOf({ timeline, hour });
  const when = midSentence(hourLabel(timeline, hour));
  return t(counts ? "practitioner.preview.reported" : "practitioner.preview.reported-early", { what, when });
}

/** "Skin healed", "Redness gone", "Used up: night cream"; `tree` has the topics of this sheet too. */
function reportLabel(timeline: Timeline, tree: TopicTree, name: string): string {
  const own = name.startsWith("now:") ? conditionName(name, timeline.conditions) : undefined;
  if (own !== undefined) return own;
  const state = SKIN_STATES.find((each) => each === name);
  if (state) return t(`practitioner.preview.state.${state}`);
  const [, kind = "", what = ""] = /^(act:|now:|gone\(|used-up\()([^)]+)\)?$/.exec(name) ?? [];
  if (kind === "act:") return actLabel(tree, what);
  if (kind === "used-up(") return t("practitioner.preview.used-up", { what: topicLabel(tree, what) });
  if (kind === "now:" && documentOf(name) === null) return flagName(name);
  if (kind === "gone(") return t("practitioner.preview.gone", { what: symptomLabel(what) });
  return t("practitioner.preview.now", { what: what === "sore" ? symptomLabel("tenderness") : symptomLabel(what) });
}

const ACTS = ["home", "wash"] as const;

function actLabel(tree: TopicTree, act: string): string {
  const known = ACTS.find((each) => each === act);
  return known ? t(`practitioner.preview.act.${known}`) : capital(actName(act, (topic) => topicLabel(tree, topic)));
}
