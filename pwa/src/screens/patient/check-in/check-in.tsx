import { useState } from "preact/hooks";
import { go, useSearchParams } from "../../../ui/router";
import { toast, WhenLoaded } from "../../../ui";
import { haptic } from "../../../ui/haptics";
import type { Draft } from "../../../actions/diary/draft";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { onPhone } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { WithTreatment } from "../with-treatment";
import { Closing } from "./closing";
import { Findings } from "./findings";
import { Form } from "./form";
import { Frame, titleAt } from "./frame";
import { openDraft, type Subject } from "./open-draft";
import { wayBack } from "./way-back";
import "./check-in.css";

/** Write or edit one entry of the diary, also of an earlier session. It is saved on this phone before anything is sent. */
export default function CheckInScreen() {
  const [search] = useSearchParams();
  const subject = { entryId: search.get("entry") ?? undefined, day: search.get("day") ?? undefined };
  return (
    <WithTreatment title={t("patient.check-in.title")} back="/">
      {(current) => {
        const treatment = treatmentWith(subject.entryId) ?? current;
        return <CheckIn key={`${treatment.id} ${subject.entryId ?? subject.day ?? "new"}`} treatment={treatment} subject={subject} />;
      }}
    </WithTreatment>
  );
}

/** The treatment that an entry belongs to. */
function treatmentWith(entryId: string | undefined): Treatment | undefined {
  const entry = onPhone.value?.entries.find(({ id }) => id === entryId);
  return onPhone.value?.treatments.find(({ id }) => id === entry?.treatment_id);
}

/** What was saved, and what is open to tell the practitioner. */
interface Saved {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
}

function CheckIn({ treatment, subject }: { treatment: Treatment; subject: Subject }) {
  const [draft, again] = useLoaded(() => openDraft(treatment, subject), `${treatment.id} ${subject.entryId ?? ""}`);
  const [saved, setSaved] = useState<Saved | null>(null);
  const editing = subject.entryId !== undefined;
  const finish = (ending: Saved): void => {
    haptic("save");
    if (!editing || ending.findings.length) return setSaved(ending);
    toast(t("patient.check-in.saved"));
    go(wayBack(ending.draft));
  };
  if (saved?.findings.length) return <Findings treatment={treatment} findings={saved.findings} />;
  if (saved) return <Closing treatment={treatment} entryId={saved.draft.entry_id} scores={saved.draft.document.scores} back={wayBack(saved.draft)} />;
  if (draft.state === "ready") return <Form treatment={treatment} draft={draft.value} editing={editing} onSaved={finish} />;
  return (
    <Frame title={titleAt(treatment, now.value)} onClose={() => go("/")}>
      <WhenLoaded loaded={draft} again={again} lines={8}>{() => null}</WhenLoaded>
    </Frame>
  );
}
