import type { MembershipRole } from "../../actions/team";
import { t } from "../../i18n";
import { Choice } from "../../ui";

const ROLES = ["practitioner", "owner"] as const;

/** What a member of the team may do. */
export function RoleChoice({ value, onChange }: { value: MembershipRole; onChange: (role: MembershipRole) => void }) {
  const options = ROLES.map((role) => ({ value: role, label: t(`settings.team.role.${role}`), detail: t(`settings.team.role.${role}.text`) }));
  return <Choice legend={t("settings.team.role")} options={options} shape="list" value={value} onChange={onChange} />;
}
