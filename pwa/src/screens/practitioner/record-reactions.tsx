import { useEffect } from "preact/hooks";
import { loadEarlierReactions } from "../../actions/clinic";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useLoaded } from "../../state/loaded";
import type { EarlierReaction } from "../../state/clinic";
import { Banner, Card, Choices, WhenLoaded } from "../../ui";
import type { Missing, RecordForm } from "./record-form";
import { FindingLine } from "./review-facts";
import { AppliedFacts } from "./applied-facts";

interface ReactionsProps {
  readonly patientId: string;
  readonly form: RecordForm;
  readonly change: (part: Partial<RecordForm>) => void;
  readonly wrong: Missing;
  /** The server knows of a reaction that is not shown here yet. */
  readonly outdated: boolean;
}

/** Late reactions after earlier sessions, with what was applied then. Each has to be acknowledged before this treatment is saved. */
export function EarlierReactions({ patientId, form, change, wrong, outdated }: ReactionsProps) {
  const [loaded, again] = useLoaded(() => loadEarlierReactions(patientId), `${patientId} ${outdated}`);
  useEffect(() => {
    if (loaded.state === "ready") change({ reactions: loaded.value });
  }, [loaded]);
  return (
    <div class="stack" {...(wrong.acknowledged && { "data-fault": "" })}>
      <WhenLoaded loaded={loaded} again={again} lines={1}>
        {(treatments) =>
          treatments.map((earlier) => (
            <Earlier key={earlier.treatment_id} earlier={earlier} acknowledged={form.acknowledged} onAcknowledge={(acknowledged) => change({ acknowledged })} />
          ))
        }
      </WhenLoaded>
      {wrong.acknowledged && <Banner tone="attention" alert>{t("practitioner.record.reaction.missing")}</Banner>}
    </div>
  );
}

interface EarlierProps {
  readonly earlier: EarlierReaction;
  readonly acknowledged: readonly string[];
  readonly onAcknowledge: (acknowledged: readonly string[]) => void;
}

function Earlier({ earlier, acknowledged, onAcknowledge }: EarlierProps) {
  const { treatment_id: id, treated_at, time_zone, reactions, record } = earlier;
  const others = acknowledged.filter((other) => other !== id);
  return (
    <Card tone="plum" icon="attention" title={t("practitioner.record.reaction", { date: shortDate(treated_at, time_zone) })}>
      <ul>
        {reactions.map((reaction) => (
          <li key={`${reaction.kind} ${reaction.symptom ?? reaction.sign ?? ""} ${reaction.area ?? ""}`}>
            <FindingLine finding={reaction} timeZone={time_zone} />
          </li>
        ))}
      </ul>
      <p>{t("practitioner.record.reaction.applied")}</p>
      <dl class="facts"><AppliedFacts record={record} /></dl>
      <Choices
        legend={t("practitioner.record.reaction.legend")}
        options={[{ value: id, label: t("practitioner.record.reaction.seen") }]}
        values={acknowledged.includes(id) ? [id] : []}
        onChange={(values) => onAcknowledge([...others, ...values])}
      />
    </Card>
  );
}
