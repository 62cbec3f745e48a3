import { useState } from "preact/hooks";
import { useSearchParams } from "../../../ui/router";
import { Screen, WhenLoaded } from "../../../ui";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { WithTreatment } from "../with-treatment";
import { openDraft } from "./open-draft";
import { Form } from "./form";
import { Findings } from "./findings";
import "./check-in.css";

/** Write or edit one entry of the diary. It is saved on this phone before anything is sent. */
export default function CheckInScreen() {
  const [search] = useSearchParams();
  const entryId = search.get("entry") ?? undefined;
  return (
    <WithTreatment title={t("patient.check-in.title")}>
      {(treatment) => <CheckIn key={entryId ?? "new"} treatment={treatment} entryId={entryId} />}
    </WithTreatment>
  );
}

function CheckIn({ treatment, entryId }: { treatment: Treatment; entryId: string | undefined }) {
  const [draft, again] = useLoaded(() => openDraft(treatment, entryId), `${treatment.id} ${entryId ?? ""}`);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  if (findings) return <Findings treatment={treatment} findings={findings} />;
  const editing = entryId !== undefined;
  return (
    <Screen title={t(editing ? "patient.check-in.edit" : "patient.check-in.title")} {...(editing ? { back: "/diary" } : {})}>
      <WhenLoaded loaded={draft} again={again} lines={8}>
        {(opened) => <Form treatment={treatment} draft={opened} onFindings={setFindings} />}
      </WhenLoaded>
    </Screen>
  );
}
