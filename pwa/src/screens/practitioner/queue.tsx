import { useState } from "preact/hooks";
import { loadQueue } from "../../actions/clinic";
import { t, type MessageKey } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useLoaded } from "../../state/loaded";
import type { QueueItem } from "../../state/clinic";
import { ButtonLink, Empty, Field, Pill, Row, Rows, Screen, WhenLoaded } from "../../ui";
import { ordered } from "./queue-order";
import { daysBetween } from "./when";
import "./clinic.css";

/** The clinic's patients: findings and questions first, then this week's sessions, then everyone else. */
export default function Queue() {
  const [loaded, again] = useLoaded(loadQueue);
  return (
    <Screen
      wide
      title={t("practitioner.queue.title")}
      lead={t("practitioner.queue.lead")}
      beside={<ButtonLink href="/clinic/record" icon="check-in">{t("practitioner.queue.record")}</ButtonLink>}
    >
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(items) => (items.length === 0 ? <NoOne /> : <Everyone items={items} />)}
      </WhenLoaded>
    </Screen>
  );
}

function NoOne() {
  return (
    <Empty icon="people" title={t("practitioner.queue.empty.title")}>
      <p>{t("practitioner.queue.empty.text")}</p>
    </Empty>
  );
}

function Everyone({ items }: { items: readonly QueueItem[] }) {
  const [search, setSearch] = useState("");
  const { needs, week, rest } = ordered(items, Date.now(), search);
  return (
    <div class="queue">
      {items.length > 6 && (
        <Field label={t("practitioner.queue.find")} type="search" value={search} onInput={setSearch} />
      )}
      {needs.length + week.length + rest.length === 0 && <p>{t("practitioner.queue.none-found")}</p>}
      <Part title="practitioner.queue.needs" items={needs} />
      <Part title="practitioner.queue.week" items={week} />
      <Part title="practitioner.queue.rest" items={rest} />
    </div>
  );
}

function Part({ title, items }: { title: MessageKey; items: readonly QueueItem[] }) {
  if (items.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t(title)}</h2>
      <Rows label={t(title)}>
        {items.map((item) => <Patient key={item.treatment_id} item={item} />)}
      </Rows>
    </section>
  );
}

function Patient({ item }: { item: QueueItem }) {
  const place = item.shared ? "review" : "treatments";
  return (
    <Row
      title={item.patient_name}
      icon="person"
      href={`/clinic/${place}/${item.treatment_id}`}
      detail={facts(item)}
      beside={<Pills item={item} />}
    />
  );
}

function facts(item: QueueItem): string {
  const day = t("practitioner.queue.day", { day: daysBetween(item.treated_at, Date.now()) });
  const next =
    item.next_treatment_at === null
      ? t("practitioner.queue.no-next")
      : t("practitioner.queue.next", { date: shortDate(item.next_treatment_at, item.time_zone) });
  return [t("practitioner.queue.session", { number: item.number_in_series }), day, next].join(" · ");
}

function Pills({ item }: { item: QueueItem }) {
  const reviewed = item.reviewed_at !== null && (item.last_entry_at ?? "") <= item.reviewed_at;
  return (
    <span class="queue__pills">
      {item.findings.length > 0 && (
        <Pill tone="plum" icon="attention">{t("practitioner.queue.findings", { count: item.findings.length })}</Pill>
      )}
      {item.question_open && <Pill tone="ochre" icon="ask">{t("practitioner.queue.question")}</Pill>}
      {reviewed && <Pill tone="teal" icon="yes">{t("practitioner.queue.reviewed")}</Pill>}
      {!item.joined && <Pill icon="qr">{t("practitioner.queue.waiting")}</Pill>}
      {item.joined && <Pill icon={item.shared ? "share" : "lock"}>{t(item.shared ? "practitioner.queue.shared" : "practitioner.queue.private")}</Pill>}
    </span>
  );
}
