import { loadFile } from "../api/file-copy";
import { localDate } from "../domain/dates";
import { saveFile } from "./photo/share-file";

/** Save the clinic's own records as a table where the browser saves downloads; its name says today's date on this device. Throws `Problem`. */
export async function saveRecords(): Promise<void> {
  const content = await loadFile("/api/clinic/records.csv");
  const today = localDate(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  saveFile(new File([content], `afterglow-records-${today}.csv`, { type: content.type }));
}
