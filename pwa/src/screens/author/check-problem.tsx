import { t } from "../../i18n";
import { ActionError, Banner } from "../../ui";
import type { SheetPreview } from "./use-sheet-preview";

/** Why the screen does not show the sheet as it is now: no network, a refusal by the server, or faults. */
export function CheckProblem({ preview: { problem, report, timeline, again } }: { preview: SheetPreview }) {
  if (problem === "offline") return <Banner tone="wait">{t(timeline ? "practitioner.preview.offline" : "practitioner.preview.offline-none")}</Banner>;
  if (problem !== undefined) return <ActionError problem={problem} retry={again} title={t("practitioner.preview.refused")} {...hint(timeline !== null)} />;
  const faults = report?.faults.length ?? 0;
  if (faults === 0 || !timeline) return null;
  return <Banner tone="wait">{t("practitioner.preview.faulty", { count: faults })}</Banner>;
}

function hint(shown: boolean): { readonly hint?: string } {
  return shown ? { hint: t("practitioner.preview.earlier") } : {};
}
