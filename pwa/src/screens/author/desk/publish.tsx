import { useState } from "preact/hooks";
import { forgetSheet } from "../../../actions/sheet-drafts";
import type { SaveState, SheetAutosave } from "../../../actions/sheet-autosave";
import { loadPublication, publishDraft } from "../../../actions/sheets";
import { t } from "../../../i18n";
import type { PublicationSummary, SheetVersion } from "../../../state/authoring";
import { useAsyncAction } from "../../../state/async-action";
import { useLoaded } from "../../../state/loaded";
import { ActionError, Banner, Button, toast, WhenLoaded } from "../../../ui";
import { undecided } from "./content";
import { Changes } from "./publish-changes";
import { SavedPill } from "./save-state";
import type { Desk } from "./use-desk";
import { goTo } from "./workbench";

interface PublishProps {
  readonly desk: Desk;
  readonly version: SheetVersion;
  readonly autosave: SheetAutosave;
  readonly onClose: () => void;
  readonly onPublished: () => void;
}

/** What publishing means, what still prevents it, and the button for it. */
export function Publish(props: PublishProps) {
  const [loaded, again] = useLoaded(() => prepare(props.version.id, props.autosave));
  return (
    <WhenLoaded loaded={loaded} again={again} lines={5}>
      {({ save, summary }) => (summary ? <Summary {...props} summary={summary} /> : <NotSent {...props} save={save} />)}
    </WhenLoaded>
  );
}

/** The counts for the draft on the server, as soon as it has the last change. */
async function prepare(id: string, autosave: SheetAutosave): Promise<{ save: SaveState; summary: PublicationSummary | null }> {
  const save = await autosave.flush();
  return { save, summary: save.kind === "saved" ? await loadPublication(id) : null };
}

/** The clinic does not have the last change: incomplete rules prevent that. */
function NotSent({ desk, save, onClose }: PublishProps & { save: SaveState }) {
  const faulty = desk.content.document.rules.find((rule, at) => (desk.report?.faults ?? []).some((fault) => fault.rule === `rule ${rule.id}` || fault.rule === `rule ${at + 1}`));
  const show = (id: string): void => {
    const sentence = desk.content.original?.sentences.findIndex((each) => each.rule_ids.includes(id)) ?? -1;
    onClose();
    if (sentence >= 0) goTo(desk, sentence);
    else desk.select({ rule: id });
    desk.edit(id);
  };
  return (
    <Banner tone="attention" title={t("practitioner.desk.publish.not-sent")} alert>
      <SavedPill state={save} />
      {faulty && <Button kind="quiet" onClick={() => show(faulty.id)}>{t("practitioner.desk.publish.show-rule")}</Button>}
    </Banner>
  );
}

function Summary({ desk, version, autosave, summary, onClose, onPublished }: PublishProps & { summary: PublicationSummary }) {
  const [correction, setCorrection] = useState(false);
  const publishing = useAsyncAction(
    async () => {
      await publishDraft(version.id, correction);
      await autosave.stop();
      await forgetSheet(version.id).catch(() => undefined); // a published version is opened from the server anyway
    },
    () => {
      toast(t("practitioner.sheet.published"));
      onClose();
      onPublished();
    },
  );
  const inTheWay = summary.undecided > 0 || summary.open_issues.length > 0;
  return (
    <div class="stack">
      <Sums summary={summary} />
      <InTheWay desk={desk} summary={summary} onClose={onClose} />
      <Changes summary={summary} tree={desk.tree} />
      {summary.previous_version !== null && <Correction on={correction} onChange={setCorrection} />}
      <ActionError {...publishing} />
      <Button icon="yes" busy={publishing.busy} disabled={inTheWay} onClick={publishing.run}>{t("practitioner.sheet.publish")}</Button>
    </div>
  );
}

/** "16 sentences: 12 with rules, 2 only to read, 2 open", and how many patients follow an earlier version. */
function Sums({ summary }: { summary: PublicationSummary }) {
  const { sentences, with_rules: rules, reading_only: reading, undecided: open } = summary;
  return (
    <div class="stack-s">
      {sentences > 0 && <p class="big">{t("practitioner.desk.publish.sentences", { count: sentences, rules, reading, open })}</p>}
      <p>{t("practitioner.desk.publish.rules", { count: summary.rules })}</p>
      {summary.previous_version !== null && <p>{t("practitioner.desk.publish.patients", { count: summary.patients })}</p>}
    </div>
  );
}

function InTheWay({ desk, summary, onClose }: Pick<PublishProps, "desk" | "onClose"> & { summary: PublicationSummary }) {
  const [open] = undecided(desk.content);
  const issue = summary.open_issues[0]?.rule_ids[0];
  const showSentence = (at: number): void => {
    onClose();
    goTo(desk, at);
  };
  const showRule = (id: string): void => {
    const at = desk.content.original?.sentences.findIndex((each) => each.rule_ids.includes(id)) ?? -1;
    if (at >= 0) return showSentence(at);
    onClose();
    desk.select({ rule: id });
  };
  return (
    <>
      {summary.undecided > 0 && (
        <Banner tone="wait" title={t("practitioner.desk.publish.open", { count: summary.undecided })}>
          {open !== undefined && <Button kind="quiet" onClick={() => showSentence(open)}>{t("practitioner.desk.publish.show-sentence")}</Button>}
        </Banner>
      )}
      {summary.open_issues.length > 0 && (
        <Banner tone="wait" title={t("practitioner.desk.publish.issues", { count: summary.open_issues.length })}>
          {issue !== undefined && <Button kind="quiet" onClick={() => showRule(issue)}>{t("practitioner.desk.publish.show-rule")}</Button>}
        </Banner>
      )}
    </>
  );
}

/** Whether the previous version could do harm. */
function Correction({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="desk-check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <strong>{t("practitioner.desk.publish.correction")}</strong>
        <span class="small soft">{t("practitioner.desk.publish.correction.hint")}</span>
      </span>
    </label>
  );
}
