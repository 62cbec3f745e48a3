import { answered, api, type Shapes } from "../../api";

/** Answers the patient; they get a push message. The id makes a repeat harmless. */
export function reply(treatmentId: string, words: { readonly id: string; readonly text: string }): Promise<Shapes["ReplyView"]> {
  return answered(
    api.POST("/api/treatments/{treatment_id}/replies", { params: { path: { treatment_id: treatmentId } }, body: words }),
  );
}
