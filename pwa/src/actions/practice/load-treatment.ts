import { answered, api } from "../../api";
import type { TreatmentForClinic } from "../../state/clinic";
import { loadQueue } from "./load-queue";

/** The practice's record of one session, and whether its diary is open to the viewer now. */
export async function loadTreatment(id: string): Promise<{ treatment: TreatmentForClinic; shared: boolean }> {
  const asked = api.GET("/api/treatments/{treatment_id}", { params: { path: { treatment_id: id } } });
  const [treatment, queue] = await Promise.all([answered(asked), loadQueue()]);
  return { treatment, shared: queue.some((item) => item.treatment_id === id && item.shared) };
}
