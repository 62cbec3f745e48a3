import { useState } from "preact/hooks";
import { go, useSearchParams } from "../../../ui/router";
import { toast, WhenLoaded } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { useLoaded } from "../../../state/loaded";
import { WithTreatment } from "../with-treatment";
import { Closing } from "./closing";
import { Findings } from "./findings";
import { Form } from "./form";
import { Frame, titleAt } from "./frame";
import { openDraft } from "./open-draft";
import "./check-in.css";

/** Write or edit one entry of the diary. It is saved on this phone before anything is sent. */
export default function CheckInScreen() {
  const [search] = useSearchParams();
  const entryId = search.get("entry") ?? undefined;
  return (
    <WithTreatment title={t("patient.check-in.title")} back="/">
      {(treatment) => <CheckIn key={entryId ?? "new"} treatment={treatment} entryId={entryId} />}
    </WithTreatment>
  );
}

/** What was saved, and what is open to tell the practitioner. */
interface Saved {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
}

function CheckIn({ treatment, entryId }: { treatment: Treatment; entryId: string | undefined }) {
  const [draft, again] = useLoaded(() => openDraft(treatment, entryId), `${treatment.id} ${entryId ?? ""}`);
  const [saved, setSaved] = useState<Saved | null>(null);
  const editing = entryId !== undefined;
  const finish = (ending: Saved): void => {
    if (!editing || ending.findings.length) return setSaved(ending);
    toast(t("patient.check-in.saved"));
    go("/");
  };
  if (saved?.findings.length) return <Findings treatment={treatment} findings={saved.findings} />;
  if (saved) return <Closing treatment={treatment} entryId={saved.draft.entry_id} scores={saved.draft.document.scores} />;
  if (draft.state === "ready") return <Form treatment={treatment} draft={draft.value} editing={editing} onSaved={finish} />;
  return (
    <Frame title={titleAt(treatment, now.value)} onClose={() => go("/")}>
      <WhenLoaded loaded={draft} again={again} lines={8}>{() => null}</WhenLoaded>
    </Frame>
  );
}
