import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { loadVersions, createDraft, type Origin } from "../../actions/sheets";
import { problemText, t } from "../../i18n";
import type { SheetVersionSummary } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { Banner, Button, ButtonLink, Card, Field, Pill, Row, Rows, Screen, BottomSheet, Skeleton } from "../../ui";
import { Failed } from "../practitioner/failed";
import { shortDate } from "../practitioner/when";
import { emptySheet, idFrom } from "./editing";
import "./author.css";

/** All sheets that the clinic can choose from, and its drafts. */
export default function Sheets() {
  const [loaded, again] = useLoaded(loadVersions);
  return (
    <Screen wide title={t("practitioner.sheets.title")} lead={t("practitioner.sheets.lead")} back="/clinic">
      <NewSheetActions />
      {loaded.state === "loading" && <Skeleton lines={6} />}
      {loaded.state === "failed" && <Failed code={loaded.code} again={again} />}
      {loaded.state === "ready" && <Lists versions={loaded.value} />}
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
          detail={`${t("practitioner.sheets.version", { version: version.version })} · ${t("practitioner.sheets.patients", { count: version.patients })}`}
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
  const { begin, problem } = useNewDraft();
  const [naming, setNaming] = useState(false);
  const [title, setTitle] = useState("");
  return (
    <div class="stack-s">
      <div class="row">
        <ButtonLink href="/clinic/sheets/paste" icon="note">{t("practitioner.sheets.paste")}</ButtonLink>
        <Button kind="quiet" icon="edit" onClick={() => setNaming(true)}>{t("practitioner.sheets.new")}</Button>
        <TomlFile onText={(toml) => begin({ toml })} />
        <ButtonLink kind="quiet" href="/clinic/sheets/compare" icon="compare">{t("practitioner.sheets.compare")}</ButtonLink>
      </div>
      {problem !== undefined && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
      <BottomSheet open={naming} title={t("practitioner.sheets.new")} onClose={() => setNaming(false)}>
        <Card>
          <Field label={t("practitioner.sheets.new.title")} value={title} onInput={setTitle} more={{ maxLength: 120 }} />
          <Button disabled={title.trim() === ""} onClick={() => begin({ document: emptySheet(idFrom(title), title.trim(), "") })}>
            {t("practitioner.sheets.new.begin")}
          </Button>
        </Card>
      </BottomSheet>
    </div>
  );
}

function TomlFile({ onText }: { onText: (toml: string) => void }) {
  const read = (files: FileList | null) => void files?.[0]?.text().then(onText);
  return (
    <label class="button button--quiet">
      {t("practitioner.sheets.import")}
      <input class="unseen" type="file" accept=".toml,text/plain,application/toml" onChange={(event) => read(event.currentTarget.files)} />
    </label>
  );
}

/** Creates a draft and opens it. */
export function useNewDraft() {
  const [, go] = useLocation();
  const { problem, run } = useAsyncAction();
  const begin = (origin: Origin) =>
    void run(async () => {
      const draft = await createDraft(crypto.randomUUID(), origin);
      go(`/clinic/sheets/${draft.id}`);
    });
  return { begin, problem };
}
