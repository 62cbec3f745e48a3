/** Take a copy of a review along. The server records that, and the patient can see it. */

import { loadFile } from "../api/file-copy";
import { saveFile } from "./photo/share-file";

export type CopyFormat = "pdf" | "csv" | "fhir";

const ENDINGS = { pdf: "pdf", csv: "csv", fhir: "fhir.json" } as const satisfies Record<CopyFormat, string>;

/** Save the review as a file where the browser saves downloads; its name says the day and no person. Throws `Problem`. */
export async function saveReview(treatmentId: string, format: CopyFormat, treatedOn: string): Promise<void> {
  const content = await loadFile(`/api/treatments/${treatmentId}/review.${ENDINGS[format]}`);
  saveFile(new File([content], `afterglow-${treatedOn}.${ENDINGS[format]}`, { type: content.type }));
}
