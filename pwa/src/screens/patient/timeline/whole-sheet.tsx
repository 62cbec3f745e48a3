import { Pill } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { leaves, type Bound } from "../../../domain/bounds";
import type { Window } from "../../../domain/timeline";
import type { Verb } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { RuleInFull } from "../rule-sheet";

const ORDER: readonly Verb[] = ["do", "avoid", "only", "allow", "expect", "call", "repeat"];

/** The sheet that this treatment follows, rule by rule, with the time of each as the sheet gives it. */
export function WholeSheet({ treatment, title }: { treatment: Treatment; title: string }) {
  const { publisher, version } = treatment.timeline.protocol;
  return (
    <article class="stack">
      <p class="soft">{t("patient.sheet.of", { title, publisher: publisher || t("patient.sheet.unknown"), version })}</p>
      {ORDER.map((verb) => (
        <Part key={verb} verb={verb} windows={treatment.timeline.windows.filter((window) => window.rule.verb === verb)} />
      ))}
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
                <span>{window.rule.says}</span>
                {span(window) !== undefined && <Pill>{span(window)}</Pill>}
              </summary>
              <RuleInFull rule={window.rule} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sheet's own words for the time: "24-72h", "48h & healed". A lost number says so. */
function span({ opens, closes }: Window): string | undefined {
  const from = textOf(opens);
  const until = textOf(closes);
  if (from !== undefined && until !== undefined) return `${from} – ${until}`;
  if (until !== undefined) return t("patient.sheet.until", { time: until });
  return from === undefined ? undefined : t("patient.sheet.from", { time: from });
}

function textOf(bound: Bound | null): string | undefined {
  if (bound === null) return undefined;
  return leaves(bound).some((leaf) => leaf.kind === "unknown") ? t("patient.sheet.lost") : bound.text;
}
