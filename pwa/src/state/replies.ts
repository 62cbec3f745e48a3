import { computed } from "@preact/signals";
import { onPhone, treatment } from "./diary";

/** When the practitioner has replied about the current treatment. */
export const repliedAt = computed(() => repliesAbout(treatment.value?.id));

/** When the practitioner has replied about a treatment. */
export function repliesAbout(treatmentId: string | undefined): readonly string[] {
  return (onPhone.value?.replies ?? []).filter((reply) => reply.treatment_id === treatmentId).map((reply) => reply.created_at);
}
