import { answered, api } from "../../api";
import type { Treatment } from "../../domain/diary";
import { saved } from "../../state/diary";
import { database } from "../../store/database";

/** Follows the newer version from now on; the phone has its timeline at once. Throws `Problem`. */
export async function acceptSheetChange(treatmentId: string, version: number): Promise<void> {
  const moved: unknown = await answered(
    api.POST("/api/my/treatments/{treatment_id}/sheet-change", {
      params: { path: { treatment_id: treatmentId } },
      body: { to_version: version },
    }),
  );
  await (await database()).put("treatments", moved as Treatment);
  saved();
}
