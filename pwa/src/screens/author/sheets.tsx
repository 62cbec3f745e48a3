import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { listSheetsOnDevice, type NewSheet } from "../../actions/sheet-drafts";
import { loadVersions } from "../../actions/sheets";
import { t } from "../../i18n";
import type { SheetVersionSummary } from "../../state/authoring";
import type { AsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { me } from "../../state/auth-session";
import { ActionError, Banner, BottomSheet, Button, ButtonLink, Card, Field, Screen, WhenLoaded } from "../../ui";
import { emptySheet } from "./editing";
import { useNewDraft, type DraftSource } from "./new-draft";
import { DeviceRow, SheetRow } from "./sheet-rows";
import "./author.css";
import "./desk.css";
import "../../ui/rows.css";

interface Shelf {
  readonly versions: readonly SheetVersionSummary[];
  /** Sheets that are only on this device. */
  readonly onDevice: readonly NewSheet[];
}

/** All sheets that the clinic can choose from, and its drafts. */
export default function Sheets() {
  const [loaded, again] = useLoaded(loadShelf);
  return (
    <Screen wide title={t("practitioner.sheets.title")} lead={t("practitioner.sheets.lead")} back="/clinic">
      <NewSheetActions />
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(shelf) => <Lists shelf={shelf} />}
      </WhenLoaded>
    </Screen>
  );
}

async function loadShelf(): Promise<Shelf> {
  const [versions, onDevice] = await Promise.all([loadVersions(), listSheetsOnDevice()]);
  return { versions, onDevice };
}

function Lists({ shelf }: { shelf: Shelf }) {
  const [versions, setVersions] = useState(shelf.versions);
  const drafts = versions.filter((version) => version.published_at === null);
  const published = versions.filter((version) => version.published_at !== null);
  const rows = (listed: readonly SheetVersionSummary[]): ComponentChildren =>
    listed.map((version) => <SheetRow key={version.id} version={version} newest={isNewest(version, versions)} onChange={setVersions} />);
  const own = published.filter((version) => !version.built_in);
  return (
    <div class="stack">
      {drafts.length + shelf.onDevice.length > 0 && (
        <Section title={t("practitioner.desk.sheets.drafts")}>
          {shelf.onDevice.map((sheet) => <DeviceRow key={sheet.id} sheet={sheet} />)}
          {rows(drafts)}
        </Section>
      )}
      <div class="two-columns">
        <Section title={t("practitioner.sheets.own")} none={own.length === 0 && t("practitioner.sheets.own.none")}>{rows(own)}</Section>
        <Section title={t("practitioner.sheets.built-in")}>{rows(published.filter((version) => version.built_in))}</Section>
      </div>
    </div>
  );
}

function isNewest({ key, version, published_at: published }: SheetVersionSummary, versions: readonly SheetVersionSummary[]): boolean {
  return published !== null && versions.every((other) => other.key !== key || other.published_at === null || other.version <= version);
}

function Section({ title, none, children }: { title: string; none?: string | false; children: ComponentChildren }) {
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      {none ? <p class="soft">{none}</p> : <ul class="rows">{children}</ul>}
    </section>
  );
}

function NewSheetActions() {
  const creating = useNewDraft();
  const importing = useNewDraft();
  const [naming, setNaming] = useState(false);
  const [wrongFile, setWrongFile] = useState(false);
  const [title, setTitle] = useState("");
  const begin = (): void => creating.run({ content: { document: emptySheet("sheet", title.trim(), me()?.clinic?.name ?? ""), original: null } });
  return (
    <div class="stack-s">
      <div class="row">
        <ButtonLink href="/clinic/sheets/paste" icon="note">{t("practitioner.sheets.paste")}</ButtonLink>
        <Button kind="quiet" icon="edit" onClick={() => setNaming(true)}>{t("practitioner.sheets.new")}</Button>
        <TomlFile importing={importing} onWrong={setWrongFile} />
        <ButtonLink kind="quiet" href="/clinic/sheets/compare" icon="compare">{t("practitioner.sheets.compare")}</ButtonLink>
      </div>
      {wrongFile || importing.problem === "sheet-faulty" ? <Banner tone="attention" alert>{t("practitioner.sheets.import.wrong")}</Banner> : <ActionError {...importing} />}
      <BottomSheet open={naming} title={t("practitioner.sheets.new")} onClose={() => setNaming(false)}>
        <Card>
          <Field label={t("practitioner.sheets.new.title")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
          <ActionError {...creating} />
          <Button busy={creating.busy} disabled={title.trim() === ""} onClick={begin}>{t("practitioner.sheets.new.begin")}</Button>
        </Card>
      </BottomSheet>
    </div>
  );
}

/** Longer files are not sheets, whatever their names. */
const LARGEST_FILE = 2_000_000;

/** A sheet that another clinic has exported. A file of another kind is refused here, with what to do instead. */
function TomlFile({ importing, onWrong }: { importing: AsyncAction<[DraftSource]>; onWrong: (wrong: boolean) => void }) {
  return (
    <label class="button button--quiet" aria-busy={importing.busy}>
      {importing.busy && <span class="button__spin" />}
      {t("practitioner.sheets.import")}
      <input
        class="unseen"
        type="file"
        accept=".toml,application/toml"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          const isWrong = file !== undefined && (!file.name.toLowerCase().endsWith(".toml") || file.size > LARGEST_FILE);
          onWrong(isWrong);
          if (file && !isWrong) importing.run(file);
        }}
      />
    </label>
  );
}
