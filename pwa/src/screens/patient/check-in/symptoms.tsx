import { useState } from "preact/hooks";
import { Score, type ScoreValue } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import { repeatedScores, symptomsToAsk } from "../../../domain/check-in";
import { bands } from "../../../domain/course";
import { hoursSince } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import type { SkinCue, Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { entries } from "../../../state/diary";
import { me } from "../../../state/auth-session";
import type { ChangeDocument } from "./change-document";

interface SymptomsProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly change: ChangeDocument;
}

/** Scores for the symptoms that this skin shows and this sheet expects now; one tap repeats the last check-in. */
export function Symptoms({ treatment, draft, change }: SymptomsProps) {
  const [added, setAdded] = useState<readonly Symptom[]>([]);
  const last = entries.value.findLast((entry) => entry.id !== draft.entry_id && Object.keys(entry.document.scores).length > 0);
  const cues = (me()?.skin_cues ?? []) as SkinCue[];
  const at = draft.occurred_at === null ? now.value : Date.parse(draft.occurred_at);
  const { asked, more } = symptomsToAsk(cues, bands(treatment.timeline), hoursSince(treatment.treated_at, at), last);
  const { scores } = draft.document;
  const shown = [...asked, ...more.filter((symptom) => added.includes(symptom) || scores[symptom] !== undefined)];
  const none = (): void => change({ scores: { ...Object.fromEntries(shown.map((symptom) => [symptom, 0])) } });
  return (
    <section class="stack" aria-labelledby="symptoms">
      <h2 id="symptoms">{t("patient.check-in.symptoms")}</h2>
      <div class="chips">
        {last && (
          <button type="button" class="chip" onClick={() => change({ scores: { ...scores, ...repeatedScores(last, shown) } })}>
            {t("patient.check-in.same")}
          </button>
        )}
        <button type="button" class="chip" onClick={none}>
          {t("patient.check-in.none")}
        </button>
      </div>
      {shown.map((symptom) => (
        <Score
          key={symptom}
          label={labelOf(symptom, cues)}
          value={(scores[symptom] ?? null) as ScoreValue | null}
          onChange={(score) => change({ scores: { ...scores, [symptom]: score } })}
        />
      ))}
      <Further symptoms={more.filter((symptom) => !shown.includes(symptom))} onAdd={(symptom) => setAdded([...added, symptom])} />
    </section>
  );
}

/** Redness does not show as red on every skin: without the cue "red", the patient is asked for a change of colour. */
function labelOf(symptom: Symptom, cues: readonly SkinCue[]): string {
  if (symptom === "redness" && !cues.includes("red")) return t("patient.symptom.colour");
  if (symptom === "darkening" && cues.includes("purple")) return t("patient.symptom.purple");
  return t(`common.symptom.${symptom}`);
}

function Further({ symptoms, onAdd }: { symptoms: readonly Symptom[]; onAdd: (symptom: Symptom) => void }) {
  if (!symptoms.length) return null;
  return (
    <details class="further">
      <summary>{t("patient.check-in.further")}</summary>
      <div class="chips">
        {symptoms.map((symptom) => (
          <button key={symptom} type="button" class="chip" onClick={() => onAdd(symptom)}>
            + {t(`common.symptom.${symptom}`)}
          </button>
        ))}
      </div>
    </details>
  );
}
