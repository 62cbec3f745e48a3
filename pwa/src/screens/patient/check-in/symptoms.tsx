import { useRef, useState } from "preact/hooks";
import { Button, Score, type ScoreValue } from "../../../ui";
import { noneOfTheRest, scored, symptomsToShow, type Answered } from "../../../domain/comparison";
import { SYMPTOMS, type SkinCue, type Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { scoreLabel } from "../../labels";
import { Dots } from "./dots";
import { symptomName } from "./symptom-name";
import type { Asking, Writing } from "./use-answers";

interface SymptomsProps {
  readonly writing: Writing;
  readonly asking: Asking;
  readonly editing: boolean;
}

/** The symptoms: those that may have changed as rows, what the comparison filled in as a list that can be changed. */
export function Symptoms({ writing: { given, answer }, asking, editing }: SymptomsProps) {
  const [added, setAdded] = useState<readonly Symptom[]>([]);
  const section = useRef<HTMLElement>(null);
  const { asked, more, cues, day } = asking;
  const suggested = editing ? asked : symptomsToShow(given.comparison, asking);
  const isOwn = (symptom: Symptom): boolean => given.scores[symptom] !== undefined && !given.filled.includes(symptom);
  const rows = [...asked, ...more].filter((symptom) => suggested.includes(symptom) || added.includes(symptom) || isOwn(symptom));
  const filled = SYMPTOMS.filter((symptom) => given.filled.includes(symptom) && !rows.includes(symptom));
  const others = [...asked, ...more].filter((symptom) => !rows.includes(symptom) && !filled.includes(symptom));
  const earlier = (symptom: Symptom) => (day?.scores[symptom] === undefined || editing ? undefined : { score: day.scores[symptom], name: t("patient.check-in.ring-name") });
  const add = (symptoms: readonly Symptom[]): void => {
    setAdded([...added, ...symptoms]);
    section.current?.focus({ preventScroll: true }); // the button that was tapped disappears
  };
  return (
    <section ref={section} class="stack symptoms" tabIndex={-1} aria-label={t("patient.check-in.symptoms")}>
      {filled.length > 0 && <Filled given={given} symptoms={filled} cues={cues} onChange={() => add(filled)} />}
      {rows.length > 0 && <p class="small soft">{t(rows.some(earlier) ? "patient.check-in.ring" : "patient.check-in.clear")}</p>}
      {rows.map((symptom) => (
        <Score
          key={symptom}
          label={symptomName(symptom, cues)}
          value={(given.scores[symptom] ?? null) as ScoreValue | null}
          earlier={earlier(symptom)}
          onChange={(score) => answer(scored(given, symptom, score))}
        />
      ))}
      <NoneOfThese given={given} rows={rows} answer={answer} />
      <Further symptoms={others} cues={cues} onAdd={(symptom) => add([symptom])} />
    </section>
  );
}

interface FilledProps {
  readonly given: Answered;
  readonly symptoms: readonly Symptom[];
  readonly cues: readonly SkinCue[];
  readonly onChange: () => void;
}

/** What the comparison filled in: the person sees what will be saved. */
function Filled({ given, symptoms, cues, onChange }: FilledProps) {
  return (
    <div class="filled">
      <div class="spread">
        <h3>{t("patient.check-in.filled")}</h3>
        <Button kind="plain" icon="edit" onClick={onChange}>
          {t("patient.check-in.change")}
        </Button>
      </div>
      <ul class="last-time__scores">
        {symptoms.map((symptom) => (
          <li key={symptom}>
            <span>{symptomName(symptom, cues)}</span> <Dots score={given.scores[symptom] ?? 0} /> <strong>{scoreLabel(given.scores[symptom] ?? 0)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface NoneProps {
  readonly given: Answered;
  readonly rows: readonly Symptom[];
  readonly answer: (given: Answered) => void;
}

/** "None of these": 0 for the rows without an answer, which can be undone until something else is answered. */
function NoneOfThese({ given, rows, answer }: NoneProps) {
  const [before, setBefore] = useState<Answered | null>(null);
  const open = rows.filter((symptom) => given.scores[symptom] === undefined);
  const none = (): void => {
    setBefore(given);
    answer(noneOfTheRest(given, open));
  };
  if (open.length) {
    return (
      <button type="button" class="chip chip--none" onClick={none}>
        {t(open.length === rows.length ? "patient.check-in.none" : "patient.check-in.none-rest")}
      </button>
    );
  }
  const isLast = before !== null && rows.every((symptom) => (before.scores[symptom] ?? 0) === given.scores[symptom]);
  if (!isLast) return null;
  return (
    <button type="button" class="chip chip--none" onClick={() => answer({ ...given, scores: before.scores, filled: before.filled })}>
      {t("patient.act.undo")}
    </button>
  );
}

interface FurtherProps {
  readonly symptoms: readonly Symptom[];
  readonly cues: readonly SkinCue[];
  readonly onAdd: (symptom: Symptom) => void;
}

function Further({ symptoms, cues, onAdd }: FurtherProps) {
  if (!symptoms.length) return null;
  return (
    <details class="further">
      <summary>{t("patient.check-in.further")}</summary>
      <div class="chips">
        {symptoms.map((symptom) => (
          <button key={symptom} type="button" class="chip" onClick={() => onAdd(symptom)}>
            + {symptomName(symptom, cues)}
          </button>
        ))}
      </div>
    </details>
  );
}
