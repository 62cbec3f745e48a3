import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { invitePatient } from "../../actions/invitations";
import { loadTreatment, planNextTreatment } from "../../actions/clinic";
import type { AppliedTreatment } from "../../domain/diary";
import { t, type MessageKey } from "../../i18n";
import { dateAndTime, shortDate } from "../../i18n/dates";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { useAsyncAction } from "../../state/async-action";
import { phoneTimeZone } from "../../state/clock";
import { useLoaded } from "../../state/loaded";
import type { OneTimeLink as Link, TreatmentForClinic } from "../../state/clinic";
import { ActionError, Banner, Button, ButtonLink, Card, Field, Screen, toast, WhenLoaded, type ScreenProps } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { areaLabel } from "../labels";
import { wallClock } from "./when";
import "./clinic.css";

/** The clinic's record of one session, and the invitation to its diary. */
export default function Treatment({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadTreatment(id), id);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.treatment.done")} back="/clinic">
      {content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} frame={frame}>
      {({ treatment, shared }) => <LoadedTreatment treatment={treatment} shared={shared} />}
    </WhenLoaded>
  );
}

function LoadedTreatment({ treatment, shared }: { treatment: TreatmentForClinic; shared: boolean }) {
  const title = t("practitioner.treatment.title", { name: treatment.patient_name, number: treatment.number_in_series });
  return (
    <Screen wide title={title} back="/clinic">
      <div class="two-columns">
        <Done treatment={treatment} />
        <div class="stack">
          <Diary treatment={treatment} shared={shared} />
          <Invitation treatment={treatment} />
          <NextTreatment treatment={treatment} />
        </div>
      </div>
    </Screen>
  );
}

function Diary({ treatment, shared }: { treatment: TreatmentForClinic; shared: boolean }) {
  if (shared) {
    return <ButtonLink wide icon="diary" href={`/clinic/review/${treatment.id}`}>{t("practitioner.treatment.review")}</ButtonLink>;
  }
  if (!treatment.joined) return null;
  return <Banner><p>{t("practitioner.treatment.private", { name: treatment.patient_name })}</p></Banner>;
}

function Done({ treatment }: { treatment: TreatmentForClinic }) {
  const { record } = treatment;
  return (
    <Card title={t("practitioner.treatment.done")} icon="note">
      <dl class="facts">
        <Fact name={t("practitioner.treatment.treated")}>{dateAndTime(treatment.treated_at, treatment.time_zone)} ({timeZoneCity(treatment.time_zone)})</Fact>
        <Fact name={t("practitioner.treatment.sheet")}>{treatment.sheet.title}</Fact>
        <AppliedFacts record={record} />
        <Fact name={t("practitioner.record.directed")}>{record.directed.map((rule) => <div key={rule.id}>{rule.says}</div>)}</Fact>
        <Fact name={t("practitioner.treatment.note")}>{record.note}</Fact>
      </dl>
    </Card>
  );
}

/** What was applied, as rows of a list of facts. */
export function AppliedFacts({ record }: { record: AppliedTreatment }) {
  return (
    <>
      <Fact name={t(record.kind === "needling" ? "practitioner.treatment.depths" : "practitioner.record.areas")}>
        {areaLines(record).map((line) => <div key={line}>{line}</div>)}
      </Fact>
      {details(record).map(([name, text]) => <Fact key={name} name={t(name)}>{text}</Fact>)}
    </>
  );
}

function areaLines(record: AppliedTreatment): readonly string[] {
  if (record.kind !== "needling") return record.areas.map(({ area }) => areaLabel(area));
  return record.areas.map(({ area, depth_mm: depth, passes }) => {
    const times = passes === null ? "" : `, ${t("practitioner.treatment.times", { count: passes })}`;
    return `${areaLabel(area)}: ${t("practitioner.treatment.mm", { depth })}${times}`;
  });
}

/** The other facts that a record of this kind has, each with the key of its name. */
function details(record: AppliedTreatment): readonly (readonly [MessageKey, string])[] {
  switch (record.kind) {
    case "needling":
      return [
        ["practitioner.treatment.device", record.device],
        ["practitioner.treatment.products", record.products.join(", ")],
        ["practitioner.treatment.numbing", record.numbing],
        ["practitioner.treatment.end-point", record.end_point],
      ];
    case "peel":
      return [
        ["practitioner.treatment.product", record.product],
        ["practitioner.treatment.strength", record.strength],
        ["practitioner.treatment.layers", record.layers === null ? "" : String(record.layers)],
      ];
    case "laser":
      return [
        ["practitioner.treatment.device", record.device],
        ["practitioner.treatment.setting", record.setting],
      ];
    case "injection":
      return [
        ["practitioner.treatment.product", record.product],
        ["practitioner.treatment.amount", record.amount],
      ];
    case "other":
      return [
        ["practitioner.treatment.product-or-device", record.product_or_device],
        ["practitioner.treatment.setting", record.setting],
      ];
  }
}

/** One row of a list of facts; nothing if it is empty. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === "" || (Array.isArray(children) && children.length === 0)) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Invitation({ treatment }: { treatment: TreatmentForClinic }) {
  const [link, setLink] = useState<Link | null>(null);
  const inviting = useAsyncAction(() => invitePatient(treatment.id), setLink);
  const { joined, patient_name: name } = treatment;
  if (joined) {
    return (
      <Card title={t("practitioner.treatment.invite")} icon="qr">
        <p>{t("practitioner.treatment.invite.joined", { name })}</p>
      </Card>
    );
  }
  return (
    <Card title={t("practitioner.treatment.invite")} icon="qr">
      <ActionError {...inviting} />
      {link ? <Scan link={link} name={name} /> : (
        <Button busy={inviting.busy} onClick={inviting.run}>{t("practitioner.treatment.invite.make")}</Button>
      )}
    </Card>
  );
}

function Scan({ link, name }: { link: Link; name: string }) {
  return (
    <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("practitioner.treatment.invite.qr")}>
      {t("practitioner.treatment.invite.text", { name, date: shortDate(link.expires_at) })}
    </OneTimeLink>
  );
}

function NextTreatment({ treatment }: { treatment: TreatmentForClinic }) {
  const planned = treatment.next_treatment_at === null ? "" : wallClock(Date.parse(treatment.next_treatment_at), phoneTimeZone());
  const [at, setAt] = useState(planned);
  const saving = useAsyncAction(
    () => planNextTreatment(treatment.id, at === "" ? null : new Date(at)),
    () => toast(t("practitioner.treatment.next.saved", { name: treatment.patient_name })),
  );
  return (
    <Card title={t("practitioner.treatment.next")} icon="calendar">
      <Field label={t("practitioner.treatment.next")} type="datetime-local" value={at} onInput={setAt} />
      <ActionError {...saving} />
      <Button kind="quiet" busy={saving.busy} onClick={saving.run}>{t("practitioner.treatment.next.save")}</Button>
    </Card>
  );
}
