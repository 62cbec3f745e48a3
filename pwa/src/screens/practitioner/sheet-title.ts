import { language } from "../../i18n";
import type { SheetSummary } from "../../state/clinic";

/** The title of a sheet in the person's language, if the sheet has one. */
export function sheetTitle({ title, titles }: Pick<SheetSummary, "title" | "titles">): string {
  return titles[language.value] ?? title;
}
