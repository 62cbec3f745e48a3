/** The shape of the account, as a guard. Apart from the others (expected.ts), because every start waits for it. */

import { isFlag, isText, listOf, orNull, shapeOf } from "./guards";
import type { components } from "./schema";

type Shapes = components["schemas"];

const isClinic = shapeOf<Shapes["ClinicView"]>({ id: isText, name: isText, phone: isText, time_zone: isText });

/** Checked in every field: it is stored on the phone. */
export const isMe = shapeOf<Shapes["Me"]>({
  id: isText,
  role: (value) => value === "patient" || value === "practitioner",
  display_name: isText,
  language: isText,
  time_zone: isText,
  skin_cues: listOf(isText),
  clinic: orNull(isClinic),
  is_owner: isFlag,
  memberships: listOf(shapeOf<Shapes["MembershipView"]>({ id: isText, clinic: isClinic, role: isText })),
});
