import { useState } from "preact/hooks";
import { loadQueue } from "../../actions/clinic";
import { loadPatients, type PatientSearch } from "../../actions/patients";
import { t } from "../../i18n";
import type { QueueItem, QueuePage, QueueSection } from "../../state/clinic";
import { usePaged, type Paged } from "../../state/paged";
import { Banner, ButtonLink, Empty, Field, go, Rows, Screen, WhenLoaded } from "../../ui";
import { MoreRows } from "./paged-rows";
import { Results, useSettled } from "./patients-results";
import { EVERYONE } from "./patients-search";
import { QueueRow } from "./queue-row";
import { Unsent } from "./unsent";
import { useLeftList, useListKeys, useRememberedList } from "./use-list";
import "./clinic.css";
import "./lists.css";

const LIST = "queue";

/** Who needs the practitioner today, section by section, each with the reason in words. */
export default function Queue() {
  const left = useLeftList<string>(LIST);
  const [text, setText] = useState(left?.view ?? "");
  const typed = { ...EVERYONE, text: text.trim() };
  const settled = useSettled(typed);
  const paged = usePaged(loadQueue, "", left?.pages ?? 1);
  const pages = paged.loaded.state === "ready" ? paged.loaded.value : [];
  const withoutClinic = paged.loaded.state === "failed" && paged.loaded.code === "not-found";
  useListKeys();
  useRememberedList(LIST, { view: text, pages: pages.length, ready: paged.loaded.state === "ready" }, left);
  return (
    <Screen
      wide
      title={t("practitioner.queue.title")}
      {...(withoutClinic ? {} : { lead: t("practitioner.queue.lead"), beside: <ButtonLink href="/clinic/record" icon="check-in">{t("practitioner.queue.record")}</ButtonLink> })}
    >
      <div class="queue">
        {!withoutClinic && <Search text={text} setText={setText} />}
        {typed.text === "" && <Unsent />}
        {withoutClinic && <NoClinic />}
        {!withoutClinic && typed.text === "" && <Everyone paged={paged} />}
        {typed.text !== "" && settled.text !== "" && <Matches search={settled} clear={() => setText("")} />}
      </div>
    </Screen>
  );
}

function Everyone({ paged }: { paged: Paged<QueuePage> }) {
  return (
    <>
      <WhenLoaded loaded={paged.loaded} again={paged.again} lines={6}>
        {(loaded) => (loaded.every((page) => page.items.length === 0) ? <NoOne /> : <Sections pages={loaded} />)}
      </WhenLoaded>
      <MoreRows paged={paged} />
    </>
  );
}

/** Whom the search finds, instead of the sections: the keys must not lead to a row that does not match. */
function Matches({ search, clear }: { search: PatientSearch; clear: () => void }) {
  const paged = usePaged((after) => loadPatients(search, after), search.text, 1);
  return (
    <>
      <Results paged={paged} clear={clear} />
      <MoreRows paged={paged} />
    </>
  );
}

function NoOne() {
  return (
    <Empty icon="people" title={t("practitioner.queue.empty.title")}>
      <p>{t("practitioner.queue.empty.text")}</p>
    </Empty>
  );
}

/** A practitioner whose last membership has ended: to the server, nothing of a clinic exists for them. */
function NoClinic() {
  return (
    <Empty icon="people" title={t("practitioner.queue.no-clinic.title")}>
      <p>{t("practitioner.queue.no-clinic.text")}</p>
    </Empty>
  );
}

function Sections({ pages }: { pages: readonly QueuePage[] }) {
  const items = pages.flatMap((page) => page.items);
  const counts = pages.at(-1)?.counts ?? [];
  return (
    <>
      <Unattended count={pages.at(-1)?.unattended ?? 0} />
      {counts.map(({ section, count }) => (
        <Section key={section} section={section} count={count} items={items.filter((item) => item.section === section)} />
      ))}
    </>
  );
}

/** The patients whose practitioner has left, for the owner to hand over. */
function Unattended({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Banner tone="attention">
      <p>{t("practitioner.queue.unattended", { count })}</p>
      <ButtonLink kind="quiet" icon="people" href="/settings/team">{t("practitioner.queue.unattended.open")}</ButtonLink>
    </Banner>
  );
}

/** Searches everyone, also those who are not in the queue; Enter leads to the filters and the order. */
function Search({ text, setText }: { text: string; setText: (text: string) => void }) {
  const search = () => text.trim() !== "" && go(`/clinic/patients?search=${encodeURIComponent(text.trim())}`);
  return (
    <form role="search" onSubmit={(event) => { event.preventDefault(); search(); }}>
      <Field label={t("practitioner.patients.find")} type="search" value={text} onInput={setText} more={{ maxLength: 120, autocomplete: "off", enterkeyhint: "search" }} />
    </form>
  );
}

function Section({ section, count, items }: { section: QueueSection; count: number; items: readonly QueueItem[] }) {
  const title = t(`practitioner.queue.section.${section}`);
  if (items.length === 0) return null; // it is on a later page
  return (
    <section class="stack-s">
      <h2>{title} <span class="queue__count">{count}</span></h2>
      <Rows label={title}>
        {items.map((item) => <QueueRow key={item.treatment_id} item={item} />)}
      </Rows>
    </section>
  );
}
