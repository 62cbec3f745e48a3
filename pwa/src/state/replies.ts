import { computed } from "@preact/signals";
import { onPhone, treatment } from "./diary";

/** When the practitioner has replied about the current treatment. */
export const repliedAt = computed(() =>
  (onPhone.value?.replies ?? []).filter((reply) => reply.treatment_id === treatment.value?.id).map((reply) => reply.created_at),
);
