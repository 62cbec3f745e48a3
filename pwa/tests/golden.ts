import { readFileSync } from "node:fs";

/** Load the cases of tests/golden at the root of the repository; the server's tests run the same ones. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type is the caller's claim about the file
export function golden<T>(name: string): readonly T[] {
  const file = new URL(`../../tests/golden/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: T[] }).cases;
}
