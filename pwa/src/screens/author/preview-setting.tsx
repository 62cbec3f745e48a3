import { SKIN_STATES } from "../../domain/vocabulary";
import type { Timeline } from "../../domain/timeline";
import { language, languages, t } from "../../i18n";
import type { SheetDocument } from "../../state/authoring";
import { Choice, Choices, Field } from "../../ui";
import { conditionName } from "../conditions";
import { midSentence, plainWords, symptomLabel } from "../labels";
import { flagLabel } from "../practitioner/flag-label";
import { flagName } from "./words/rule-words";
import { hourLabel } from "./course-hours";
import { flagsOf } from "./editing";
import { earliestReport } from "../../domain/skin-states";
import { documentOf, momentOf, reportable } from "./phone/scene";
import type { SheetPreview } from "./use-sheet-preview";

/** The made-up treatment and patient: when, what applied to the treatment, what the patient has reported, their language. */
export function PreviewSetting({ preview, sheet }: { preview: SheetPreview; sheet: SheetDocument }) {
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
        {timeline && <Reported preview={preview} timeline={timeline} />}
      </div>
    </details>
  );
}

/** What the patient has reported, and since when it counts. */
function Reported({ preview: { reports, confirm, hour }, timeline }: { preview: SheetPreview; timeline: Timeline }) {
  const names = reportable(timeline);
  if (names.length === 0) return null;
  const reported = names.filter((name) => name in reports);
  const toggle = (chosen: readonly string[]): void => {
    for (const name of names) if (chosen.includes(name) !== name in reports) confirm(name, chosen.includes(name));
  };
  return (
    <div class="stack-s">
      <Choices
        legend={t("practitioner.preview.reports", { hour: midSentence(hourLabel(timeline, hour)) })}
        options={names.map((name) => ({ value: name, label: reportLabel(timeline, name) }))}
        values={reported}
        onChange={toggle}
      />
      {reported.map((name) => <p key={name} class="small soft">{sinceText(timeline, name, reports[name] ?? 0)}</p>)}
    </div>
  );
}

/** "Skin healed: reported on day 3, 50 hours", or that the sheet does not count the report yet. */
function sinceText(timeline: Timeline, name: string, hour: number): string {
  const what = reportLabel(timeline, name);
  const counts = earliestReport(timeline, name) <= momentOf({ timeline, hour });
  const when = midSentence(hourLabel(timeline, hour));
  return t(counts ? "practitioner.preview.reported" : "practitioner.preview.reported-early", { what, when });
}

function reportLabel(timeline: Timeline, name: string): string {
  const own = name.startsWith("now:") ? conditionName(name, timeline.conditions) : undefined;
  if (own !== undefined) return own;
  const state = SKIN_STATES.find((each) => each === name);
  if (state) return t(`practitioner.preview.state.${state}`);
  const [, kind = "", what = ""] = /^(act:|now:|gone\()([^)]+)\)?$/.exec(name) ?? [];
  if (kind === "act:") return actLabel(what);
  if (kind === "now:" && documentOf(name) === null) return flagName(name);
  if (kind === "gone(") return t("practitioner.preview.gone", { what: symptomLabel(what) });
  return t("practitioner.preview.now", { what: what === "sore" ? symptomLabel("tenderness") : symptomLabel(what) });
}

const ACTS = ["home", "wash"] as const;

function actLabel(act: string): string {
  const known = ACTS.find((each) => each === act);
  return known ? t(`practitioner.preview.act.${known}`) : plainWords(act);
}

function languageName(code: string): string {
  return new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code;
}
