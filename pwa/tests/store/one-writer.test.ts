import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../../src", import.meta.url));

// A write outside `atomic()` could be stored in part on a full phone, and would reject with an error that has no text.
test("only atomic() writes to the database", () => {
  const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.name.includes(".test."))
    .map((file) => [file.name, readFileSync(join(file.parentPath, file.name), "utf8")] as const);
  const writes = /"readwrite"\)|\bdb(?:\.|\)\.|\(\)\)\.)(?:put|add|delete|clear)\(|await database\(\)\)\.(?:put|add|delete|clear)\(/;
  expect(sources.filter(([, text]) => writes.test(text)).map(([name]) => name)).toEqual(["atomic.ts"]);
});
