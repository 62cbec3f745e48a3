import { ActionError, Banner, Button, ButtonLink, Card, Empty, go, Screen, toast, WhenLoaded } from "../../../ui";
import { acceptSheetChange, loadSheetChange, postponeSheetChange, type SheetChange } from "../../../actions/diary/sheet-change";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { useAsyncAction } from "../../../state/async-action";
import { useLoaded } from "../../../state/loaded";
import { areaLabel } from "../../labels";
import { everyText } from "../format";
import { languageOf } from "../sheet-language";
import { WithTreatment } from "../with-treatment";
import { timeText } from "../timeline/bound-text";
import { useCorrectionSeen } from "./correction-banner";
import { sorted, type Change, type ChangedRule, type FieldChange, type SheetRule } from "./changes";
import "./sheet-change.css";

/** What a newer version of the sheet changes, to be followed or postponed. */
export default function SheetChangeScreen() {
  return <WithTreatment title={t("patient.change.title")}>{(treatment) => <Offered treatment={treatment} />}</WithTreatment>;
}

function Offered({ treatment }: { treatment: Treatment }) {
  const [loaded, again] = useLoaded(() => loadSheetChange(treatment.id), `${treatment.id} ${treatment.sheet.version}`);
  return (
    <Screen title={t("patient.change.title")} back="/">
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(change) => <Choose treatment={treatment} change={change} again={again} />}
      </WhenLoaded>
    </Screen>
  );
}

function Choose({ treatment, change, again }: { treatment: Treatment; change: SheetChange; again: () => void }) {
  const version = change.to_version;
  return version === null ? <Newest /> : <Choice treatment={treatment} change={change} version={version} again={again} />;
}

interface ChoiceProps {
  readonly treatment: Treatment;
  readonly change: SheetChange;
  readonly version: number;
  readonly again: () => void;
}

function Choice({ treatment, change, version, again }: ChoiceProps) {
  useCorrectionSeen(treatment);
  const following = useAsyncAction(async () => {
    await acceptSheetChange(treatment.id, version);
    // here and not in `onDone`: the new version may have replaced this component already
    toast(t("patient.change.done", { version }));
    go("/timeline", { replace: true });
  });
  const postponing = useAsyncAction(
    () => postponeSheetChange(treatment.id, version, now.value),
    () => go("/", { replace: true }),
  );
  return (
    <>
      {treatment.correction && (
        <Banner tone="attention" title={t("patient.correction.title")}>{t("patient.correction.stricter")}</Banner>
      )}
      <p class="soft">{t("patient.change.lead", { title: change.title, from: change.from_version, to: version })}</p>
      <Changes changes={change.changes as readonly Change[]} />
      <p class="soft small">{t("patient.change.past")}</p>
      <ActionError {...following}>
        <Button kind="plain" onClick={again}>{t("patient.change.reload")}</Button>
      </ActionError>
      <ActionError {...postponing} />
      <Button wide icon="yes" busy={following.busy} disabled={postponing.busy} onClick={following.run}>{t("patient.change.follow")}</Button>
      <Button wide kind="plain" busy={postponing.busy} disabled={following.busy} onClick={postponing.run}>{t("patient.change.later")}</Button>
    </>
  );
}

function Newest() {
  return (
    <Empty icon="yes" title={t("patient.change.newest")}>
      <ButtonLink href="/timeline" kind="quiet">{t("patient.timeline.title")}</ButtonLink>
    </Empty>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { added, changed, gone } = sorted(changes);
  if (added.length + changed.length + gone.length === 0) return <p>{t("patient.change.nothing")}</p>;
  return (
    <>
      {added.length > 0 && (
        <Card tone="teal" icon="info" title={t("patient.change.added")}>
          <ul class="stack">{added.map((rule) => <Rule key={rule.id} rule={rule} />)}</ul>
        </Card>
      )}
      {changed.length > 0 && (
        <Card tone="ochre" icon="edit" title={t("patient.change.changed")}>
          <ul class="stack">{changed.map((changedRule) => <Altered key={changedRule.rule.id} {...changedRule} />)}</ul>
        </Card>
      )}
      {gone.length > 0 && (
        <Card tone="sand" icon="remove" title={t("patient.change.gone")}>
          <ul class="stack">{gone.map((rule) => <Rule key={rule.id} rule={rule} />)}</ul>
        </Card>
      )}
    </>
  );
}

function Rule({ rule }: { rule: SheetRule }) {
  const times = [
    rule.from === undefined ? undefined : t("patient.sheet.from", { time: timeText(rule.from) }),
    rule.until === undefined ? undefined : t("patient.sheet.until", { time: timeText(rule.until) }),
  ].filter((time) => time !== undefined);
  return (
    <li>
      <p lang={sheetLanguage()}>{rule.says}</p>
      <p class="soft small">{[t(`patient.verb.${rule.verb}`), ...times, rule.cite].join(" · ")}</p>
    </li>
  );
}

function Altered({ rule, previousText, fields }: ChangedRule) {
  return (
    <li>
      {previousText !== null && <p class="change__before"><span class="unseen">{t("patient.change.before")}: </span><del lang={sheetLanguage()}>{previousText}</del></p>}
      <p lang={sheetLanguage()}>{rule.says}</p>
      {fields.length > 0 && (
        <dl class="change">
          {fields.map((change) => (
            <div key={change.field}>
              <dt>{t(`patient.change.field.${change.field}`)}</dt>
              <dd>
                <del><span class="unseen">{t("patient.change.before")}: </span>{valueText(change, change.before)}</del>{" "}
                <span aria-hidden="true">→</span> <span class="unseen">{t("patient.change.after")}: </span>
                <strong>{valueText(change, change.after)}</strong>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="soft small">{rule.cite}</p>
    </li>
  );
}

/** Format the value of a rule's field. */
function valueText({ field }: FieldChange, value: string | null): string {
  if (value === null) return t("patient.change.none");
  if (field === "from" || field === "until") return timeText(value);
  if (field === "every") return everyText(value);
  if (field === "verb") return t(`patient.verb.${value as "avoid"}`);
  return field === "area" ? areaLabel(value) : value;
}

function sheetLanguage(): string | undefined {
  return languageOf({ source: "sheet" });
}
