import { useState } from "preact/hooks";
import type { Suggestion } from "../../actions/recording";
import { MAX_LIST } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { Field } from "../../ui";
import { lineOf, partsOf } from "./record-lots";
import { SuggestedField, useSuggestions } from "./record-suggested";

/** A product and its lot number fit into one line of a record together. */
const LONGEST_PRODUCT = 120;
const LONGEST_LOT = 60;

interface ProductsProps {
  /** One product per line, as the form holds it. */
  readonly text: string;
  readonly onInput: (text: string) => void;
}

/** The products, each with its lot number. There is always one empty row for the next. */
export function Products({ text, onInput }: ProductsProps) {
  const typed = text === "" ? [] : text.split("\n");
  const rows = typed.at(-1) === "" || typed.length >= MAX_LIST ? typed : [...typed, ""];
  const change = (index: number, line: string): void => onInput(rows.with(index, line).join("\n").replace(/\n+$/, ""));
  return (
    <div class="stack-s" role="group" aria-label={t("practitioner.record.products")}>
      {rows.map((line, index) => (
        <Product key={index} label={t("practitioner.record.product.nth", { number: index + 1 })} lots={t("practitioner.record.lot.nth", { number: index + 1 })} line={line} onInput={(next) => change(index, next)} />
      ))}
    </div>
  );
}

interface ProductProps {
  readonly label: string;
  /** The label of its lot number. */
  readonly lots: string;
  readonly line: string;
  readonly onInput: (line: string) => void;
}

/** A product from the clinic's own list or not, and its lot number, which is never filled in by itself. */
export function Product({ label, lots, line, onInput }: ProductProps) {
  const [isOpen, setOpen] = useState(false);
  const { product, lot } = partsOf(line);
  const loaded = useSuggestions("product", product, isOpen || product.trim() !== "");
  const takeLot = (next: string): void => onInput(lineOf({ product, lot: next }));
  return (
    <div class="record__product">
      <SuggestedField optional label={label} value={product} maxLength={LONGEST_PRODUCT} {...loaded} onOpen={setOpen} onInput={(next) => onInput(lineOf({ product: next, lot }))} />
      <div class="stack record__field">
        <Field optional label={lots} value={lot} onInput={takeLot} more={{ maxLength: LONGEST_LOT, autocomplete: "off" }} />
        <LastLot name={lots} lot={lot === "" ? lastLot(loaded.suggestions, product) : ""} onTake={takeLot} />
      </div>
    </div>
  );
}

function lastLot(suggestions: readonly Suggestion[], product: string): string {
  const same = (text: string) => text.trim().toLowerCase() === product.trim().toLowerCase();
  return suggestions.find(({ text }) => same(text))?.lot ?? "";
}

/** The lot number that was recorded last for this product: a tap takes it, after a look at the package. */
function LastLot({ name, lot, onTake }: { name: string; lot: string; onTake: (lot: string) => void }) {
  if (lot === "") return null;
  return (
    <button type="button" class="last-value" onClick={() => onTake(lot)}>
      <span class="unseen">{t("practitioner.record.last.of", { name })}</span> {t("practitioner.record.lot.last", { lot })}
    </button>
  );
}
