import { Choices, Select } from "../../../ui";
import type { ReportedSign } from "../../../domain/diary";
import { SIGNS, AREAS, type Sign, type Area } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import type { ChangeDocument } from "./change-document";

interface SignsProps {
  readonly reported: readonly ReportedSign[];
  /** Signs of earlier entries that the patient has not reported as gone. */
  readonly open: readonly Sign[];
  readonly gone: readonly Sign[];
  readonly change: ChangeDocument;
}

/** The signs that the patient notices, and where; and earlier ones that are no longer there. */
export function Signs({ reported, open, gone, change }: SignsProps) {
  const pick = (picked: Sign[]): void =>
    change({
      signs: picked.map((sign) => reported.find((each) => each.sign === sign) ?? { sign, area: null }),
      signs_gone: gone.filter((sign) => !picked.includes(sign)),
    });
  const left = open.filter((sign) => !reported.some((each) => each.sign === sign));
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
      {left.length > 0 && (
        <Choices<Sign>
          legend={t("patient.check-in.gone")}
          values={[...gone]}
          onChange={(signs_gone) => change({ signs_gone })}
          options={left.map((sign) => ({ value: sign, label: t(`common.sign.${sign}`) }))}
        />
      )}
    </section>
  );
}
