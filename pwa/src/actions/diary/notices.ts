import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { deleteNotice } from "../../store/notices";

/** Do not show a notice any more, on any tab. Throws `StorageProblem`: it is then shown again. */
export async function confirmNotice(id: string): Promise<void> {
  await deleteNotice(await database(), id);
  saved();
}
