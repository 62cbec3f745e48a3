import { locale } from "./index";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "34 MB", in steps of 1000 as phones show it; with one decimal below 10. */
export function fileSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  const digits = step > 0 && amount < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale.value, { style: "unit", unit: UNITS[step] ?? "byte", maximumFractionDigits: digits }).format(amount);
}
