import { joinLot, splitLot, type ProductLine } from "../../domain/lots";

/** In the form, a product and its lot number stand in one line with this between them, which nobody can type. */
const BETWEEN = "\t";

/** A product as the form holds it. Both parts are as typed. */
export function partsOf(line: string): ProductLine {
  const [product = "", lot = ""] = line.split(BETWEEN);
  return { product, lot };
}

/** The line of the form with these parts. */
export function lineOf({ product, lot }: ProductLine): string {
  return lot === "" ? product : product + BETWEEN + lot;
}

/** A line of a record for the form. One that is written differently stays as it is, so that correcting changes nothing else. */
export function typedLine(recorded: string): string {
  const parts = splitLot(recorded);
  return joinLot(parts) === recorded ? lineOf(parts) : recorded;
}

/** A line of the form for the record. */
export function recordedLine(typed: string): string {
  return joinLot(partsOf(typed));
}

/** The same products without their lot numbers: those are read off the package each time. */
export function withoutLots(text: string): string {
  return text.split("\n").map((line) => partsOf(line).product).join("\n");
}
