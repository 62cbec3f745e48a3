import { Choice, Choices, Select } from "../../../ui";
import { picked as pickedSigns } from "../../../domain/comparison";
import type { ReportedSign } from "../../../domain/diary";
import { signsGoneIn } from "../../../domain/signs-gone";
import { SIGNS, AREAS, type Sign, type Area } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { entriesOf } from "../../../state/diary";
import type { Writing } from "./use-answers";

interface SignsProps {
  readonly writing: Writing;
  /** Signs of earlier entries that the patient has not reported as gone: asked one by one. */
  readonly open: readonly Sign[];
}

/** The signs that the patient notices, and where; and whether the earlier ones are still there. */
export function Signs({ writing, open }: SignsProps) {
  const { given, answer } = writing;
  const report = (signs: readonly ReportedSign[]): void => answer(pickedSigns(given, signs));
  const pick = (picked: Sign[]): void => {
    const still = given.signs.filter(({ sign }) => open.includes(sign));
    report([...still, ...picked.map((sign) => given.signs.find((each) => each.sign === sign) ?? { sign, area: null })]);
  };
  const others = SIGNS.filter((sign) => !open.includes(sign));
  return (
    <section class="stack">
      {open.map((sign) => (
        <OpenSign key={sign} sign={sign} writing={writing} onReport={report} />
      ))}
      {others.length > 0 && (
        <Choices<Sign>
          legend={t("patient.check-in.findings")}
          values={given.signs.map(({ sign }) => sign).filter((sign) => others.includes(sign))}
          onChange={pick}
          options={others.map((sign) => ({ value: sign, label: t(`common.sign.${sign}`) }))}
        />
      )}
      <Places signs={given.signs} onReport={report} />
    </section>
  );
}

interface ReportProps {
  readonly onReport: (signs: readonly ReportedSign[]) => void;
}

/** A sign of an earlier check-in: still there, gone, or not answered. */
function OpenSign({ sign, writing: { draft, change, given }, onReport }: ReportProps & { sign: Sign; writing: Writing }) {
  const gone = signsGoneIn(draft.document);
  const others = given.signs.filter((each) => each.sign !== sign);
  const isStill = others.length < given.signs.length;
  const answer = (value: "still" | "gone" | null): void => {
    onReport(value === "still" ? [...others, ...lastReported(sign, draft.treatment_id)] : others);
    change({ signs_gone: value === "gone" ? [...gone, sign] : gone.filter((each) => each !== sign) });
  };
  return (
    <Choice<"still" | "gone">
      legend={t(`common.sign.${sign}`)}
      value={isStill ? "still" : gone.includes(sign) ? "gone" : null}
      onChange={answer}
      onClear={() => answer(null)}
      options={[
        { value: "still", label: t("patient.finding.still") },
        { value: "gone", label: t("patient.finding.gone") },
      ]}
    />
  );
}

/** The sign where it was last reported. */
function lastReported(sign: Sign, treatmentId: string): readonly ReportedSign[] {
  const last = entriesOf(treatmentId).findLast(({ document }) => document.signs.some((each) => each.sign === sign));
  return last?.document.signs.filter((each) => each.sign === sign) ?? [{ sign, area: null }];
}

/** Where each sign is. A fever has no place. */
function Places({ signs, onReport }: ReportProps & { signs: readonly ReportedSign[] }) {
  const place = (sign: Sign, area: Area | null): void => onReport(signs.map((each) => (each.sign === sign ? { sign, area } : each)));
  return (
    <>
      {signs
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
    </>
  );
}
