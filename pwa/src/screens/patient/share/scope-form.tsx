import { useState } from "preact/hooks";
import type { Consent } from "../../../actions/sharing";
import type { Treatment } from "../../../domain/diary";
import { dayLimits, endOf, nextSession, type End, type EndChoice, type EndLimits } from "../../../domain/share-end";
import { t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { Button, Choice, Choices, Field, Switch } from "../../../ui";
import { dayText, whenText } from "../format";
import { PreviewDialog } from "./preview";
import { sessionName } from "./session-name";
import "./share.css";

/** What a person is about to share. */
export interface Draft extends End {
  readonly treatmentIds: readonly string[];
  readonly photos: boolean;
  readonly notes: boolean;
}

interface DraftOf {
  /** The treatments that can be shared, the current one first. */
  readonly treatments: readonly Treatment[];
  /** The lengths to choose from, in days. */
  readonly lengths: readonly Exclude<EndChoice, "next-treatment" | "date">[];
  /** The one that is chosen at first, unless a session is planned. */
  readonly usual: EndChoice;
  /** The longest time that is permitted, in days. */
  readonly days: number;
}

export interface ScopeDraft extends DraftOf {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** What to send; undefined while no treatment or no valid day is chosen. */
  readonly consent: Consent | undefined;
  readonly next: number | null;
}

/** The state of the form: with photos and notes, for the current treatment, unless the person chooses otherwise. */
export function useScope(of: DraftOf): ScopeDraft {
  const limits = limitsOf(of);
  const next = nextSession(of.treatments[0]?.next_treatment_at ?? null, limits);
  const [draft, setDraft] = useState<Draft>({
    ...{ treatmentIds: of.treatments.slice(0, 1).map(({ id }) => id), photos: true, notes: true, date: "" },
    choice: next === null ? of.usual : "next-treatment",
  });
  const end = endOf(draft, limits, next);
  const { treatmentIds, photos, notes } = draft;
  const consent = end === undefined || treatmentIds.length === 0 ? undefined : { treatmentIds, photos, notes, endsAt: new Date(end).toISOString() };
  return { ...of, draft, next, consent, change: (part) => setDraft((last) => ({ ...last, ...part })) };
}

function limitsOf({ days }: Pick<DraftOf, "days">): EndLimits {
  return { now: now.value, days, timeZone: phoneTimeZone() };
}

interface ScopeFormProps {
  readonly scope: ScopeDraft;
  readonly byLink: boolean;
  /** Who will see what the preview shows, in a sentence; absent for a link. */
  readonly seenBy?: string;
}

/** Which treatments, with photos and notes or without, until when, and a preview of exactly that. */
export function ScopeForm({ scope, byLink, seenBy }: ScopeFormProps) {
  const { treatments, draft, change } = scope;
  const [preview, setPreview] = useState(false);
  const chosen = treatments.filter(({ id }) => draft.treatmentIds.includes(id));
  return (
    <>
      {treatments.length > 1 && (
        <Choices
          legend={t("patient.share.which")}
          values={draft.treatmentIds}
          onChange={(treatmentIds) => change({ treatmentIds })}
          options={treatments.map((each) => ({ value: each.id, label: sessionName(each) }))}
          shape="list"
        />
      )}
      <Toggle label={t("patient.share.photos")} on={draft.photos} onChange={(photos) => change({ photos })} />
      <Toggle label={t("patient.share.notes")} on={draft.notes} onChange={(notes) => change({ notes })} />
      <Length scope={scope} />
      <Button kind="quiet" icon="expect" disabled={chosen.length === 0} onClick={() => setPreview(true)}>
        {t("patient.share.preview")}
      </Button>
      <PreviewDialog open={preview} treatments={chosen} scope={draft} byLink={byLink} seenBy={seenBy} onClose={() => setPreview(false)} />
    </>
  );
}

function Toggle({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="spread share-toggle">
      <span>{label}</span>
      <Switch label={label} on={on} onChange={onChange} />
    </label>
  );
}

function Length({ scope }: { scope: ScopeDraft }) {
  const { draft, change, consent, next, lengths } = scope;
  const { first, last } = dayLimits(limitsOf(scope));
  const options: { value: EndChoice; label: string }[] = [
    ...(next === null ? [] : [{ value: "next-treatment" as const, label: t("patient.share.session", { when: dayText(next) }) }]),
    ...lengths.map((days) => ({ value: days, label: t("patient.share.days", { count: Number(days) }) })),
    { value: "date", label: t("patient.share.date") },
  ];
  const missing = draft.choice === "date" && draft.date !== "" && (draft.date < first || draft.date > last);
  const range = t("patient.share.date-range", { first: dayAndMonth(`${first}T12:00`), last: dayAndMonth(`${last}T12:00`) });
  return (
    <>
      <Choice<EndChoice> legend={t("patient.share.how-long")} value={draft.choice} onChange={(choice) => change({ choice })} options={options} shape="list" />
      {draft.choice === "date" && (
        <Field
          type="date"
          label={t("patient.share.last-day")}
          value={draft.date}
          onInput={(date) => change({ date })}
          more={{ min: first, max: last }}
          {...(missing ? { error: range } : { hint: range })}
        />
      )}
      {consent && <p class="soft">{t("patient.share.ends", { when: whenText(Date.parse(consent.endsAt)) })}</p>}
    </>
  );
}
