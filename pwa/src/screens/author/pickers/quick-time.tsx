import { t } from "../../../i18n";
import { Choice } from "../../../ui";
import { parseTime } from "../words/time-text";
import { span, timeWords, type NameOf, type Role } from "../words/time-words";

/** The times that most rules have, as the sheet writes them. */
const USUAL: Readonly<Record<Role, readonly string[]>> = {
  until: ["12h", "24h", "48h", "3d", "5d", "1w", "2w", "4w", "healed"],
  from: ["morning+1", "24h", "48h", "3d", "1w", "healed"],
};

export const NONE = "none";
export const OTHER = "other";

interface QuickTimeProps {
  readonly role: Role;
  readonly value: string | undefined;
  /** Whether the exact pickers are open. */
  readonly exact: boolean;
  readonly onChoose: (choice: string) => void;
  readonly nameOf: NameOf;
}

/** The usual times with one tap, the time that the rule has, and the way to the exact pickers. */
export function QuickTime({ role, value, exact, onChoose, nameOf }: QuickTimeProps) {
  const usual = USUAL[role].map((text) => ({ value: text, label: quickLabel(text, role, nameOf) }));
  const own = value === undefined || USUAL[role].includes(value) ? [] : [{ value, label: timeWords(value, role, nameOf) }];
  const none = { value: NONE, label: t(`practitioner.desk.${role}.none`) };
  const options = [...own, ...(role === "from" ? [none, ...usual] : [...usual, none]), { value: OTHER, label: t("practitioner.desk.time.more") }];
  return <Choice quietLegend legend={t("practitioner.desk.time.usual")} options={options} value={exact ? OTHER : (value ?? NONE)} onChange={onChoose} />;
}

/** "3 days" for an end, "after 3 days" for a beginning. */
function quickLabel(text: string, role: Role, nameOf: NameOf): string {
  const time = parseTime(text);
  return role === "until" && time?.type === "length" ? span(time) : timeWords(text, role, nameOf);
}
