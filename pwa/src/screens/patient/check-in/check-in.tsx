import { useEffect, useState } from "preact/hooks";
import { useSearchParams } from "../../../ui/router";
import { Screen, Skeleton } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { WithTreatment } from "../with-treatment";
import { openDraft } from "./open-draft";
import { Form } from "./form";
import { Findings } from "./findings";
import "./check-in.css";

/** The check-in, designed for under twenty seconds a day; then the findings, if there are any. */
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
  const [draft, setDraft] = useState<Draft | null>(null);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  useEffect(() => void openDraft(treatment, entryId).then(setDraft), [treatment.id, entryId]);
  if (findings) return <Findings treatment={treatment} findings={findings} />;
  const editing = entryId !== undefined;
  return (
    <Screen title={t(editing ? "patient.check-in.edit" : "patient.check-in.title")} {...(editing ? { back: "/diary" } : {})}>
      {draft ? <Form treatment={treatment} draft={draft} onFindings={setFindings} /> : <Skeleton lines={8} />}
    </Screen>
  );
}
