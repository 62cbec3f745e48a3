import { answered, api } from "../../api";
import type { SheetComparison } from "../../state/authoring";

/** Two versions side by side, topic by topic. */
export async function compareSheets(a: string, b: string): Promise<SheetComparison> {
  return (await answered(api.GET("/api/sheet-comparison", { params: { query: { a, b } } }))) as unknown as SheetComparison;
}
