import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const english = JSON.parse(readFileSync(new URL("../../server/messages/en.json", import.meta.url), "utf8")) as Record<string, string>;

/** A call `t("key", { … })` with a literal key. */
interface Call {
  readonly place: string;
  readonly key: string;
  readonly values: readonly string[];
}

function callsIn(file: string): readonly Call[] {
  const calls: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      const [key, values] = node.arguments;
      const literal = values === undefined || ts.isObjectLiteralExpression(values);
      if (key && ts.isStringLiteral(key) && literal) {
        const names = values?.properties.map((property) => property.name?.getText() ?? "") ?? [];
        calls.push({ place: `${file.slice(SOURCE.length + 1)}: ${key.text}`, key: key.text, values: names });
      }
    }
    node.forEachChild(visit);
  };
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX).forEachChild(visit);
  return calls;
}

function allCalls(): readonly Call[] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.name.includes(".test."))
    .flatMap((file) => callsIn(join(file.parentPath, file.name)));
}

function placeholders(key: string): readonly string[] {
  const text = english[key] ?? english[`${key}.other`] ?? "";
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))];
}

// The compiler checks the keys, but it does not know the texts behind them.
it("a screen fills exactly the placeholders of each text", () => {
  const calls = allCalls();
  expect(calls.length).toBeGreaterThan(300); // the search itself works
  const wrong = calls.filter(({ key, values }) => {
    const wanted = placeholders(key);
    return wanted.some((name) => !values.includes(name)) || values.some((name) => name !== "count" && !wanted.includes(name));
  });
  expect(wrong.map(({ place }) => place)).toEqual([]);
}, 60_000); // parsing every source file takes a while on a loaded machine
