import { readFileSync } from "node:fs";

/** The cases that both languages are held to (tests/golden at the root of the house). */
export function golden(name: string): { readonly cases: readonly Record<string, unknown>[] } {
  const file = new URL(`../../tests/golden/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as { cases: Record<string, unknown>[] };
}
