import { useState } from "preact/hooks";
import { discardDeskNotes } from "../../../actions/desk-notes";
import { forgetSheet } from "../../../actions/sheet-drafts";
import type { SaveState, SheetAutosave } from "../../../actions/sheet-autosave";
import { loadPublication, publishDraft } from "../../../actions/sheets";
import { t } from "../../../i18n";
import type { PublicationSummary, SheetReport, SheetVersion } from "../../../state/authoring";
import { useAsyncAction } from "../../../state/async-action";
import { useLoaded } from "../../../state/loaded";
import { ActionError, Banner, Button, toast, WhenLoaded } from "../../../ui";
import { languageName } from "../../../i18n/language-name";
import { withoutLanguage } from "./content";
import { openThings, openWords, untranslated, type OpenThing } from "./open-things";
import { goToThing } from "./progress";
import { Changes } from "./publish-changes";
import { PublishHints } from "./publish-hints";
import { SavedPill } from "./save-state";
import type { Desk } from "./use-desk";
import { wholeProblems } from "./whole-problems";

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
      {({ save, summary }) => (summary ? <Summary {...props} summary={summary} /> : <NotSent {...props} save={save} again={again} />)}
    </WhenLoaded>
  );
}

/** The counts for the draft on the server, as soon as it has the last change. */
async function prepare(id: string, autosave: SheetAutosave): Promise<{ save: SaveState; summary: PublicationSummary | null }> {
  const save = await autosave.flush();
  return { save, summary: save.kind === "saved" ? await loadPublication(id) : null };
}

/** The clinic does not have the last change: incomplete rules prevent that, or something about the whole sheet, which trying again does not change. */
function NotSent({ desk, save, onClose, again }: PublishProps & { save: SaveState; again: () => void }) {
  const faulty = desk.content.document.rules.find((rule, at) => (desk.report?.faults ?? []).some((fault) => fault.rule === `rule ${rule.id}` || fault.rule === `rule ${at + 1}`));
  const show = (id: string): void => {
    const thing = openThings(desk.content, desk.report).find(({ rule, kind }) => rule === id && kind === "incomplete");
    onClose();
    if (thing) goToThing(desk, thing);
  };
  const [problem] = wholeProblems(desk.content, desk.report);
  if (problem && save.kind !== "conflict") {
    return (
      <Banner tone="attention" title={problem.title} alert>
        <p>{problem.text}</p>
        <Button kind="quiet" onClick={onClose}>{t("practitioner.desk.publish.back")}</Button>
      </Banner>
    );
  }
  return (
    <Banner tone="attention" title={t("practitioner.desk.publish.not-sent")} alert>
      <SavedPill state={save} />
      <div class="row">
        {faulty && <Button kind="quiet" onClick={() => show(faulty.id)}>{t("practitioner.desk.publish.show-rule")}</Button>}
        {save.kind === "conflict" ? <Button kind="quiet" onClick={onClose}>{t("practitioner.desk.conflict.choose")}</Button> : <Button kind="quiet" onClick={again}>{t("practitioner.desk.publish.again")}</Button>}
      </div>
    </Banner>
  );
}

function Summary({ desk, version, autosave, summary, onClose, onPublished }: PublishProps & { summary: PublicationSummary }) {
  const [correction, setCorrection] = useState(false);
  const publishing = useAsyncAction(
    async () => {
      await publishDraft(version.id, correction);
      await autosave.stop();
      discardDeskNotes(version.id);
      await forgetSheet(version.id).catch(() => undefined); // a published version is opened from the server anyway
    },
    () => {
      toast(t("practitioner.sheet.published"));
      onClose();
      onPublished();
    },
  );
  const inTheWay = summary.undecided > 0 || summary.open_issues.length > 0 || untranslated(desk.content).length > 0;
  return (
    <div class="stack">
      <Sums summary={summary} />
      <InTheWay desk={desk} summary={summary} onClose={onClose} />
      <PublishHints desk={desk} onShow={(thing) => { onClose(); goToThing(desk, thing); }} />
      <Changes summary={summary} tree={desk.tree} />
      {summary.previous_version !== null && <Correction on={correction} onChange={setCorrection} />}
      <ActionError {...publishing} />
      <Button icon="yes" busy={publishing.busy} disabled={inTheWay} onClick={publishing.run}>{t("practitioner.sheet.publish")}</Button>
    </div>
  );
}

/** "16 sentences: 12 with rules, 2 only to read, 2 open", and how many patients follow an earlier version. */
function Sums({ summary }: { summary: PublicationSummary }) {
  const { sentences, with_rules: rules, reading_only: reading, left_out: left, undecided: open } = summary;
  return (
    <div class="stack-s">
      {sentences > 0 && <p class="big">{t("practitioner.desk.publish.sentences", { count: sentences, rules, reading, left, open })}</p>}
      <p>{t("practitioner.desk.publish.rules", { count: summary.rules })}</p>
      {summary.previous_version !== null && <p>{t("practitioner.desk.publish.patients", { count: summary.patients })}</p>}
    </div>
  );
}

function InTheWay({ desk, summary, onClose }: Pick<PublishProps, "desk" | "onClose"> & { summary: PublicationSummary }) {
  const report: SheetReport = { document: null, faults: [], issues: summary.open_issues };
  const things = openThings(desk.content, report);
  const decisions = things.filter(({ kind }) => kind !== "text");
  const show = (thing: OpenThing): void => {
    onClose();
    goToThing(desk, thing);
  };
  const showFirst = ([first]: readonly OpenThing[]) => first && <Button kind="quiet" onClick={() => show(first)}>{t("practitioner.desk.publish.show")}</Button>;
  return (
    <>
      {decisions.length > 0 && <Banner tone="wait" title={openWords(decisions)}>{showFirst(decisions)}</Banner>}
      {untranslated(desk.content).map(({ code }) => {
        const lacking = things.filter((thing) => thing.language === code);
        return (
          <Banner key={code} tone="wait" title={openWords(lacking)}>
            <div class="row">
              {showFirst(lacking)}
              <Button kind="quiet" onClick={() => desk.change((now) => withoutLanguage(now, code))}>{t("practitioner.desk.publish.without-language", { language: languageName(code) })}</Button>
            </div>
          </Banner>
        );
      })}
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
