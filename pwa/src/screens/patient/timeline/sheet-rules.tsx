import { Banner, Icon } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import type { Window } from "../../../domain/timeline";
import type { Verb } from "../../../domain/vocabulary";
import { plainSentencesOf } from "../../../domain/reading";
import { t } from "../../../i18n";
import { RuleDetails } from "../rule-dialog";
import { Says } from "../says";
import { PlainSentences } from "../reading";
import { Followed } from "../sheet-change/followed";
import { boundText } from "./bound-text";
import "../../../ui/rows.css";

const ORDER: readonly Verb[] = ["do", "avoid", "only", "allow", "expect", "call", "repeat"];

/** The sheet of this treatment: its rules, each with its time as the sheet gives it, and what it says beside them. */
export function SheetRules({ treatment, title }: { treatment: Treatment; title: string }) {
  const { publisher, version } = treatment.timeline.sheet;
  return (
    <article class="stack">
      <p class="soft">{t("patient.sheet.of", { title, publisher: publisher || t("patient.sheet.unknown"), version })}</p>
      {treatment.sheet.pasted && <Banner tone="attention">{t("patient.sheet.pasted")}</Banner>}
      <Followed treatment={treatment} />
      {ORDER.map((verb) => (
        <Part key={verb} verb={verb} windows={treatment.timeline.windows.filter((window) => window.rule.verb === verb)} />
      ))}
      <PlainSentences sentences={plainSentencesOf(treatment)} />
    </article>
  );
}

function Part({ verb, windows }: { verb: Verb; windows: readonly Window[] }) {
  if (!windows.length) return null;
  return (
    <section class="stack-s">
      <h2>{t(`patient.verb.${verb}`)}</h2>
      <ul class="rows">
        {windows.map((window) => (
          <li key={window.rule.id}>
            <details class="fold">
              <summary>
                <Says rule={window.rule} />
                <Icon name="down" small />
                <small class="cap">{span(window)}</small>
              </summary>
              <RuleDetails rule={window.rule} hideText />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The time of a rule in words. */
function span({ opens, closes }: Window): string | undefined {
  const from = opens && boundText(opens);
  const until = closes && boundText(closes);
  if (from && until) return `${t("patient.sheet.from", { time: from })}, ${t("patient.sheet.until", { time: until })}`;
  if (until) return t("patient.sheet.until", { time: until });
  return from ? t("patient.sheet.from", { time: from }) : undefined;
}
