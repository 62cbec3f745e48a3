import { t } from "../../i18n";
import { shortDate, timeOfDay } from "../../i18n/dates";
import { midSentence } from "../labels";
import type { QueueItem } from "../../state/clinic";
import { Icon, Link, type IconName } from "../../ui";
import { recentDay, recentMoment, usualNumber } from "./day-text";
import { thumbnailAddress } from "./photo-address";
import { what } from "./review-facts";

/** One patient in the queue: the session and the day, and in words why they are there. Leads to the diary if it is shared. */
export function QueueRow({ item }: { item: QueueItem }) {
  const page = `/clinic/patients/${item.clinic_patient_id}?from=queue`;
  const reasons = reasonsOf(item, Date.now());
  return (
    <li class="queue-row">
      <Link class="line" href={item.shared ? `/clinic/review/${item.treatment_id}` : page}>
        <Face item={item} />
        <span class="line__text">
          <span class="queue-row__name">{item.patient_name}</span>
          <small>{sessionText(item)}</small>
          {reasons.map(({ icon, text }) => <span key={text} class="queue-row__why"><Icon name={icon} small /> <span>{text}</span></span>)}
        </span>
      </Link>
      {item.shared && (
        <Link class="queue-row__page" href={page} aria-label={t("practitioner.patient.open", { name: item.patient_name })}>
          <Icon name="person" />
        </Link>
      )}
    </li>
  );
}

/** The latest photo, or an empty frame, so that names stand below each other. */
function Face({ item }: { item: QueueItem }) {
  if (item.photo_id === null) return <span class="queue-row__face"><Icon name="person" /></span>;
  const alt = t("practitioner.queue.photo", { name: item.patient_name });
  return <img class="queue-row__face" src={thumbnailAddress(item.photo_id)} alt={alt} loading="lazy" decoding="async" />;
}

/** "Session 2 of 4–6 · Day 5 · Next session: Fri 20 Nov" */
function sessionText(item: QueueItem): string {
  const { number_in_series: number, sessions_usual: usual, next_treatment_at: next } = item;
  const session = usual ? t("practitioner.queue.session-of", { number, usual: usualNumber(usual) }) : t("practitioner.queue.session", { number });
  const day = t("practitioner.queue.day", { day: item.day });
  const planned = next === null || item.section === "today" ? [] : [t("practitioner.queue.next", { date: shortDate(next, item.time_zone) })];
  return [session, day, ...planned].join(" · ");
}

interface Reason {
  readonly icon: IconName;
  readonly text: string;
}

/** Why the patient is there, in words; what the diary says comes from its findings and its question, and nothing is added. */
function reasonsOf(item: QueueItem, now: number): readonly Reason[] {
  const { time_zone: zone, next_treatment_at: next } = item;
  const reasons: Reason[] = [];
  if (item.section === "today" && next !== null) reasons.push({ icon: "calendar", text: t("practitioner.queue.today-at", { time: timeOfDay(next, zone) }) });
  if (item.question_open) reasons.push({ icon: "ask", text: t("practitioner.queue.asks", { question: item.question }) });
  if (item.findings.length > 0) reasons.push({ icon: "attention", text: findingsText(item, now) });
  if (item.section === "seen" && item.reviewed_at !== null) reasons.push({ icon: "yes", text: t("practitioner.queue.seen-at", { time: timeOfDay(item.reviewed_at) }) });
  if (!item.joined) reasons.push({ icon: "qr", text: t("practitioner.queue.waiting") });
  else if (!item.shared) reasons.push({ icon: "lock", text: t("practitioner.queue.private") });
  else if (item.last_entry_at === null) reasons.push({ icon: "wait", text: t("practitioner.queue.nothing-logged") });
  else if (reasons.length === 0) reasons.push({ icon: "diary", text: t("practitioner.queue.last-entry", { day: recentMoment(item.last_entry_at, now, zone) }) });
  return reasons;
}

/** "Soreness since Wed; itching, pus-filled spots (chin) since Sun": each finding with its own day, as in the review. */
function findingsText({ findings, time_zone: zone }: QueueItem, now: number): string {
  const days = new Map<string, string[]>();
  for (const finding of findings.toSorted((one, other) => Date.parse(one.since_at) - Date.parse(other.since_at))) {
    const day = recentDay(finding.since_at, now, zone);
    days.set(day, [...(days.get(day) ?? []), what(finding)]);
  }
  return [...days].map(([day, names], at) => sinceText(names, day, at === 0)).join("; ");
}

function sinceText(names: readonly string[], day: string, begins: boolean): string {
  const words = [...new Set(names)].map((name, at) => (begins && at === 0 ? name : midSentence(name)));
  return t("practitioner.queue.since", { what: words.join(", "), day });
}
