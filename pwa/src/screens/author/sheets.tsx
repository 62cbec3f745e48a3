import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { loadVersions, createDraft, type Origin } from "../../actions/sheets";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { SheetVersionSummary } from "../../state/authoring";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, BottomSheet, Button, ButtonLink, Card, Field, Pill, Row, Rows, Screen, WhenLoaded } from "../../ui";
import { emptySheet, idFrom } from "./editing";
import "./author.css";

/** All sheets that the clinic can choose from, and its drafts. */
export default function Sheets() {
  const [loaded, again] = useLoaded(loadVersions);
  return (
    <Screen wide title={t("practitioner.sheets.title")} lead={t("practitioner.sheets.lead")} back="/clinic">
      <NewSheetActions />
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(versions) => <Lists versions={versions} />}
      </WhenLoaded>
    </Screen>
  );
}

function Lists({ versions }: { versions: readonly SheetVersionSummary[] }) {
  const own = versions.filter((version) => !version.built_in);
  const builtIn = versions.filter((version) => version.built_in);
  return (
    <div class="two-columns">
      <section class="stack-s">
        <h2>{t("practitioner.sheets.own")}</h2>
        {own.length === 0 ? <p class="soft">{t("practitioner.sheets.own.none")}</p> : <List versions={own} />}
      </section>
      <section class="stack-s">
        <h2>{t("practitioner.sheets.built-in")}</h2>
        <List versions={builtIn} />
      </section>
    </div>
  );
}

function List({ versions }: { versions: readonly SheetVersionSummary[] }) {
  return (
    <Rows>
      {versions.map((version) => (
        <Row
          key={version.id}
          icon="sheet"
          title={version.title}
          href={`/clinic/sheets/${version.id}`}
          detail={`${t("practitioner.sheets.version", { version: version.version })} · ${t("practitioner.sheets.treatments", { count: version.treatments })}`}
          beside={version.built_in ? undefined : <State version={version} />}
        />
      ))}
    </Rows>
  );
}

function State({ version }: { version: SheetVersionSummary }) {
  if (version.published_at === null) return <Pill tone="ochre" icon="edit">{t("practitioner.sheets.draft")}</Pill>;
  return <Pill tone="teal" icon="yes">{t("practitioner.sheets.published", { date: shortDate(version.published_at) })}</Pill>;
}

function NewSheetActions() {
  const creating = useNewDraft();
  const importing = useNewDraft();
  const [naming, setNaming] = useState(false);
  const [title, setTitle] = useState("");
  return (
    <div class="stack-s">
      <div class="row">
        <ButtonLink href="/clinic/sheets/paste" icon="note">{t("practitioner.sheets.paste")}</ButtonLink>
        <Button kind="quiet" icon="edit" onClick={() => setNaming(true)}>{t("practitioner.sheets.new")}</Button>
        <TomlFile importing={importing} />
        <ButtonLink kind="quiet" href="/clinic/sheets/compare" icon="compare">{t("practitioner.sheets.compare")}</ButtonLink>
      </div>
      <ActionError {...importing} />
      <BottomSheet open={naming} title={t("practitioner.sheets.new")} onClose={() => setNaming(false)}>
        <Card>
          <Field label={t("practitioner.sheets.new.title")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
          <ActionError {...creating} />
          <Button busy={creating.busy} disabled={title.trim() === ""} onClick={() => creating.run({ document: emptySheet(idFrom(title), title.trim(), "") })}>
            {t("practitioner.sheets.new.begin")}
          </Button>
        </Card>
      </BottomSheet>
    </div>
  );
}

function TomlFile({ importing }: { importing: AsyncAction<[DraftSource]> }) {
  return (
    <label class="button button--quiet" aria-busy={importing.busy}>
      {importing.busy && <span class="button__spin" />}
      {t("practitioner.sheets.import")}
      <input
        class="unseen"
        type="file"
        accept=".toml,text/plain,application/toml"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) importing.run(file);
        }}
      />
    </label>
  );
}

/** What a draft begins with; a file holds a sheet as TOML. */
type DraftSource = Origin | File;

/** Create a draft and open it. */
export function useNewDraft(): AsyncAction<[DraftSource]> {
  const [, go] = useLocation();
  return useAsyncAction(
    async (source: DraftSource) => {
      const origin = source instanceof File ? { toml: await source.text() } : source;
      return createDraft(crypto.randomUUID(), origin);
    },
    (draft) => go(`/clinic/sheets/${draft.id}`),
  );
}
