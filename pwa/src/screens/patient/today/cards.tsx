import { ActionError, Banner, ButtonLink, Card, lazy, Pill, Row, Rows } from "../../../ui";
import { speaksOfSymptom } from "../../../domain/symptoms";
import { localDate } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { comingMilestones } from "../../../domain/milestones";
import type { TimelineRule } from "../../../domain/timeline";
import type { TodayItem } from "../../../domain/today";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { phoneTimeZone, now } from "../../../state/clock";
import { entries, entryState, onPhone, openGrants, saved, states, storageProblem, syncOutcome, syncProblem } from "../../../state/diary";
import { MilestoneLabel } from "../milestone-label";
import { Says } from "../says";
import { SyncPill } from "../sync-pill";
import { dayText, inText, onceText, untilText, whenText } from "../format";

const FEW = 2;

/** What the server refused, or that the phone is offline; nothing when all is well. */
export function Attention() {
  const stuck = onPhone.value?.outbox.find((item) => item.problem !== null);
  if (stuck) return <Stuck key={stuck.key} item={stuck} />;
  const problem = storageProblem.value ?? syncProblem.value;
  if (problem !== undefined) return <ActionError problem={problem} retry={saved} />;
  return syncOutcome.value === "offline" ? <Banner>{t("common.offline")}</Banner> : null;
}

const Stuck = lazy(async () => (await import("./stuck")).Stuck);
const UnreadReply = lazy(async () => (await import("./unread-reply")).UnreadReply);

/** The newest reply of the practitioner that is not marked as read. */
export function ReplyCard() {
  const reply = onPhone.value?.replies.filter((each) => each.read_at === null).at(-1);
  return reply ? <UnreadReply key={reply.id} reply={reply} /> : null;
}

/** Whether the patient has checked in today, with a link to check in or to edit the check-in. */
export function CheckInCard({ treatment }: { treatment: Treatment }) {
  const day = localDate(now.value, phoneTimeZone());
  const done = entries.value.filter(
    (entry) => entry.treatment_id === treatment.id && localDate(Date.parse(entry.occurred_at), phoneTimeZone()) === day,
  );
  const checked = done.findLast((entry) => Object.keys(entry.document.scores).length > 0);
  if (!checked) {
    return (
      <ButtonLink href="/check-in" icon="check-in" wide>
        {t("patient.today.check-in")}
      </ButtonLink>
    );
  }
  return (
    <Rows>
      <Row
        icon="yes"
        title={t("patient.today.checked-in")}
        detail={
          <span class="row">
            {timeOfDay(checked.occurred_at)} <SyncPill state={entryState(checked.id)} />
          </span>
        }
        href={`/check-in?entry=${checked.id}`}
      />
    </Rows>
  );
}

interface NextChangeProps {
  readonly treatment: Treatment;
  readonly onRule: (rule: TimelineRule) => void;
}

/** The milestones at the next moment when something changes. */
export function NextChange({ treatment, onRule }: NextChangeProps) {
  const milestones = comingMilestones(treatment.timeline, now.value, states.value);
  const [first] = milestones;
  if (!first) return null;
  const at = Date.parse(first.at);
  const rules = treatment.timeline.windows.map((window) => window.rule);
  return (
    <Card tone="teal" icon="wait" title={t("patient.next.title")} beside={<Pill tone="teal">{inText(at)}</Pill>}>
      <p class="next__when">{whenText(at)}</p>
      <ul class="stack-s">
        {milestones.slice(0, FEW).map((milestone) => {
          const rule = rules.find((each) => each.id === milestone.rule_id);
          if (!rule) return null;
          return (
            <li key={`${milestone.kind} ${milestone.rule_id} ${milestone.topics.join()}`}>
              <button type="button" class="next__rule" onClick={() => onRule(rule)}>
                <MilestoneLabel milestone={milestone} rule={rule} /> <Says rule={rule} />
              </button>
              {milestone.gates.length > 0 && <p class="small soft">{onceText(milestone.gates)}</p>}
            </li>
          );
        })}
      </ul>
      {milestones.length > FEW && (
        <ButtonLink href="/timeline" kind="plain" icon="timeline">
          {t("patient.next.more", { count: milestones.length - FEW })}
        </ButtonLink>
      )}
    </Card>
  );
}

/** What the sheet says to expect now. It forbids nothing. */
export function Course({ items, onRule }: { items: readonly TodayItem[]; onRule: (rule: TimelineRule) => void }) {
  const symptomItems = items.filter(({ rule }) => speaksOfSymptom(rule.topics));
  if (!symptomItems.length) return null;
  return (
    <Card icon="expect" title={t("patient.today.expect")}>
      <ul class="expect">
        {symptomItems.slice(0, 6).map((item) => (
          <li key={item.rule.id}>
            <button type="button" class="next__rule" onClick={() => onRule(item.rule)}>
              <Says rule={item.rule} /> {untilText(item) !== undefined && <span class="soft small">{untilText(item)}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p class="soft small">{t("patient.today.expect-note")}</p>
    </Card>
  );
}

/** The next session, if one is planned, and who can see the diary. */
export function Shared({ treatment }: { treatment: Treatment }) {
  if (treatment.practitioner_name === null) return null;
  const [grant] = openGrants.value;
  const session = treatment.next_treatment_at;
  return (
    <Rows>
      {session !== null && <Row icon="calendar" title={t("patient.today.session")} detail={whenText(Date.parse(session))} />}
      <Row
        icon={grant ? "share" : "lock"}
        title={grant ? t("patient.today.shared", { name: grant.practitioner_name }) : t("patient.today.private")}
        detail={grant ? t("patient.until.plain", { when: dayText(Date.parse(grant.ends_at)) }) : t("patient.today.private-hint")}
        href="/share"
      />
    </Rows>
  );
}

