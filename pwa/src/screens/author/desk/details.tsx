import { t } from "../../../i18n";
import { languages } from "../../../i18n";
import { TREATMENT_KINDS, type TreatmentKind } from "../../../domain/vocabulary";
import type { SheetDocument } from "../../../state/authoring";
import { Banner, Card, Choice, Choices, Field, Select } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { faultText } from "./faults";
import { languagesOf, textIn, withWording } from "../editing";
import { languageName } from "../../../i18n/language-name";
import { ConditionNamesCard } from "./conditions";
import type { Desk } from "./use-desk";

/** Title, publisher, kind of treatment, languages, and how the sheet counts its days. */
export function SheetDetails({ desk }: { desk: Desk }) {
  const { document } = desk.content;
  const set = (part: Partial<SheetDocument>): void => desk.change((now) => ({ ...now, document: { ...now.document, ...part } }));
  const loose = (desk.report?.faults ?? []).filter((fault) => fault.rule === null);
  return (
    <fieldset class="sheet-details" disabled={desk.fixed}>
      <Card>
        {loose.map((fault) => <Banner key={`${fault.field ?? ""} ${fault.problem}`} tone="attention" title={t("practitioner.desk.incomplete")}><p>{faultText(fault)}</p></Banner>)}
        {languagesOf(document).map((code) => (
          <Field
            key={code}
            label={t("practitioner.desk.title", { language: languageName(code) })}
            value={typeof document.title === "string" && code !== document.language ? "" : textIn(document.title, code)}
            onInput={(title) => desk.change((now) => ({ ...now, document: { ...now.document, title: withWording(now.document.title, code, title, document.language) } }))}
            more={{ maxLength: 200, lang: code }}
          />
        ))}
        <Field label={t("practitioner.sheet.publisher")} value={document.publisher} onInput={(publisher) => set({ publisher })} more={{ maxLength: 200 }} />
        <Treatment desk={desk} onChange={(treatment) => set({ treatment })} />
        <Languages document={document} set={set} />
        <Choice
          legend={t("practitioner.sheet.day-one")}
          options={[{ value: "0", label: t("practitioner.sheet.day-one.0") }, { value: "1", label: t("practitioner.sheet.day-one.1") }]}
          value={document.day_one === 0 ? "0" : "1"}
          onChange={(day) => set({ day_one: day === "0" ? 0 : 1 })}
        />
      </Card>
      <ConditionNamesCard desk={desk} />
    </fieldset>
  );
}

/** The names under which the server files the kinds of treatment (server/domain/treatment_kinds.py). */
const TREATMENTS: Readonly<Record<TreatmentKind, string>> = { needling: "microneedling", peel: "chemical-peel", laser: "laser", injection: "injection", other: "other" };

function Treatment({ desk, onChange }: { desk: Desk; onChange: (treatment: string) => void }) {
  const { treatment } = desk.content.document;
  const usual = TREATMENT_KINDS.map((kind) => ({ value: TREATMENTS[kind], label: t(`practitioner.desk.treatment.${kind === "other" ? "else" : kind}`) }));
  const own = usual.some(({ value }) => value === treatment) ? [] : [{ value: treatment, label: topicLabel(desk.tree, treatment) }];
  return <Select label={t("practitioner.desk.treatment")} value={treatment} options={[...own, ...usual]} onChange={onChange} />;
}

/** The language of the text, and those in which patients read the rules. */
function Languages({ document, set }: { document: SheetDocument; set: (part: Partial<SheetDocument>) => void }) {
  const codes = [...new Set([...languages, ...languagesOf(document)])];
  const options = codes.map((code) => ({ value: code, label: languageName(code) }));
  const choose = (chosen: readonly string[]): void => set({ languages: [...new Set([document.language, ...chosen])] });
  return (
    <>
      <Choices legend={t("practitioner.desk.languages")} options={options} values={languagesOf(document)} onChange={choose} />
      <p class="small soft">{t("practitioner.desk.languages.hint", { language: languageName(document.language) })}</p>
    </>
  );
}
