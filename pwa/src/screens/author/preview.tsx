import type { TopicTree } from "../../domain/topics";
import { loadMessages } from "../../i18n";
import type { SheetDocument, SheetOriginal } from "../../state/authoring";
import { lazy } from "../../ui";
import type { SheetPreview } from "./use-sheet-preview";


/** What the parts of the preview are given. */
export interface PreviewProps {
  readonly preview: SheetPreview;
  readonly tree: TopicTree;
  readonly sheet: SheetDocument;
  /** The pasted text; null or missing for a sheet that was not pasted. */
  readonly original?: SheetOriginal | null;
}

/** What a patient would see at any hour after a sample treatment, and the answers to "Can I …?". */
export const Preview = lazy<PreviewProps>(async () => (await import("./preview-panel")).PreviewPanel);

export interface HeatMapProps extends PreviewProps {
  /** Open the preview, if it is not on the same page as the map. */
  readonly onShow?: () => void;
}

/** The answers to the usual questions over the course. It quotes them, so it needs the texts of the answers. */
export const HeatMap = lazy<HeatMapProps>(async () => {
  await loadMessages("today", "patient", "answers");
  return (await import("./heat-map")).HeatMapPanel;
});
