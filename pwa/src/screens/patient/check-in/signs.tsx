import { Choices, Select } from "../../../ui";
import type { ReportedSign } from "../../../domain/diary";
import { SIGNS, AREAS, type Sign, type Area } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import type { ChangeDocument } from "./change-document";

/** The signs that the patient notices, and where. */
export function Signs({ reported, change }: { reported: readonly ReportedSign[]; change: ChangeDocument }) {
  const pick = (picked: Sign[]): void =>
    change({ signs: picked.map((sign) => reported.find((each) => each.sign === sign) ?? { sign, area: null }) });
  const place = (sign: Sign, area: Area | null): void =>
    change({ signs: reported.map((each) => (each.sign === sign ? { sign, area } : each)) });
  return (
    <section class="stack">
      <Choices<Sign>
        legend={t("patient.check-in.findings")}
        values={reported.map((each) => each.sign)}
        onChange={pick}
        options={SIGNS.map((sign) => ({ value: sign, label: t(`common.sign.${sign}`) }))}
      />
      {reported
        .filter(({ sign }) => sign !== "fever")
        .map(({ sign, area }) => (
          <Select<Area | "">
            key={sign}
            label={t("patient.check-in.where", { what: t(`common.sign.${sign}`) })}
            value={area ?? ""}
            onChange={(picked) => place(sign, picked === "" ? null : picked)}
            options={[{ value: "", label: t("patient.check-in.anywhere") }, ...AREAS.map((each) => ({ value: each, label: t(`common.area.${each}`) }))]}
          />
        ))}
    </section>
  );
}
