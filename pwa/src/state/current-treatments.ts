import { computed } from "@preact/signals";
import { currentTreatments as current } from "../domain/acts";
import { isStanding } from "../domain/diary";
import { now } from "./clock";
import { onPhone, statesIn } from "./diary";

/** The treatments whose courses overlap now, the latest first. */
export const currentTreatments = computed(() => current((onPhone.value?.treatments ?? []).filter(isStanding), now.value, statesIn));
