import { answered, api, type Shapes } from "../../api";

/** What a practitioner would see with this grant, from the server. */
export type Preview = Shapes["Review"];

/** Asks the server for exactly what the practitioner would see. Throws `Problem`. */
export async function loadPreview(treatmentId: string, photos: boolean): Promise<Preview> {
  const seen: unknown = await answered(
    api.GET("/api/my/treatments/{treatment_id}/preview", {
      params: { path: { treatment_id: treatmentId }, query: { photos } },
    }),
  );
  return seen as Preview;
}
