/**
 * The lot number in a line that names a product: "Hyaluronic acid, LOT A123", as in server/domain/lots.py. LOT is the sign
 * for a lot number on the packages themselves, in every language.
 */

const LOT = /^(.*?)[ ,;]+(?:LOT|Lot|lot|Charge|Ch\.-B\.|Batch|batch)[ .:#]+([^ ].*)$/;
const AROUND = /^[ ,;]+|[ ,;]+$/g;

export interface ProductLine {
  readonly product: string;
  /** Empty if the line names none. */
  readonly lot: string;
}

/** The product that a line names, and its lot number. */
export function splitLot(line: string): ProductLine {
  const [, product = "", lot = ""] = LOT.exec(line.trim()) ?? [];
  return product === "" ? { product: line.trim(), lot: "" } : { product: product.replace(AROUND, ""), lot: lot.trim() };
}

/** The line that names a product with its lot number. */
export function joinLot({ product, lot }: ProductLine): string {
  return [product.trim(), lot.trim() === "" ? "" : `LOT ${lot.trim()}`].filter(Boolean).join(", ");
}
