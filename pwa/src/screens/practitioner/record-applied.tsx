import type { SuggestedField } from "../../actions/recording";
import { t, type MessageKey } from "../../i18n";
import { Card, Field } from "../../ui";
import { appliedIn, FIELDS_OF_KIND, reusable, type AppliedField } from "./record-form";
import { LastTime } from "./record-last-time";
import type { PartProps } from "./record-parts";
import { Product, Products } from "./record-products";
import { SuggestedText } from "./record-suggested";

const LABELS: Readonly<Record<AppliedField, MessageKey>> = {
  device: "practitioner.record.device",
  products: "practitioner.record.products",
  numbing: "practitioner.record.numbing",
  end_point: "practitioner.record.end-point",
  product: "practitioner.treatment.product",
  strength: "practitioner.treatment.strength",
  layers: "practitioner.treatment.layers",
  setting: "practitioner.treatment.setting",
  amount: "practitioner.treatment.amount",
  product_or_device: "practitioner.treatment.product-or-device",
};

/** The fields for which the clinic's own words are suggested. What is seen on one day's skin or measured out is not among them. */
const SUGGESTED: Readonly<Partial<Record<AppliedField, SuggestedField>>> = {
  ...{ device: "device", product_or_device: "product", numbing: "numbing", strength: "strength", setting: "setting" },
};

/** What was applied: the fields depend on the kind of treatment. */
export function WithWhat({ form, change, wrong, last }: PartProps) {
  const before = last?.record.kind === form.kind ? reusable(appliedIn(last.record)) : {};
  const fill = (field: AppliedField, text: string) => change({ applied: { ...form.applied, [field]: text } });
  return (
    <Card title={t("practitioner.record.with")} icon="note">
      {FIELDS_OF_KIND[form.kind].map((field) => (
        <div key={field} class="stack record__field">
          <Applied field={field} value={form.applied[field] ?? ""} onInput={(text) => fill(field, text)} wrong={field === "layers" && wrong.layers === true} />
          <LastTime name={t(LABELS[field])} value={before[field]} now={form.applied[field] ?? ""} take={(text) => fill(field, text)} />
        </div>
      ))}
    </Card>
  );
}

interface AppliedProps {
  readonly field: AppliedField;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly wrong: boolean;
}

function Applied({ field, value, onInput, wrong }: AppliedProps) {
  const suggested = SUGGESTED[field];
  const label = t(LABELS[field]);
  if (field === "products") return <Products text={value} onInput={onInput} />;
  if (field === "product") return <Product label={label} lots={t("practitioner.record.lot")} line={value} onInput={onInput} />;
  if (suggested !== undefined) return <SuggestedText field={suggested} label={label} value={value} onInput={onInput} />;
  return (
    <Field
      optional
      label={label}
      value={value}
      onInput={onInput}
      error={wrong ? t("practitioner.record.missing.layers") : undefined}
      more={{ maxLength: 200, ...(field === "layers" && { inputMode: "numeric" as const }) }}
    />
  );
}
