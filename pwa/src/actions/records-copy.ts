import { loadFile } from "../api/file-copy";
import { localDate } from "../domain/dates";
import { saveFile } from "./photo/share-file";

/** Save the clinic's own records as a table. Throws `Problem`. */
export function saveRecords(): Promise<void> {
  return saveTable("/api/clinic/records.csv", "afterglow-records");
}

/** Save the clinic's access log as a table. Throws `Problem`. */
export function saveAccessLog(): Promise<void> {
  return saveTable("/api/clinic/access-log.csv", "afterglow-access-log");
}

/** Save a table where the browser saves downloads; its name ends with today's date on this device. */
async function saveTable(address: string, name: string): Promise<void> {
  const content = await loadFile(address);
  const today = localDate(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  saveFile(new File([content], `${name}-${today}.csv`, { type: content.type }));
}
