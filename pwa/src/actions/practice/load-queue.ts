import { answered, api } from "../../api";
import type { QueueItem } from "../../state/clinic";

/** Every treatment of the practice that may need its practitioner. */
export async function loadQueue(): Promise<readonly QueueItem[]> {
  return (await answered(api.GET("/api/queue"))).items;
}
