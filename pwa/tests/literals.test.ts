/** Every text on a screen comes from the catalogue: none is written into a component. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
/** Attributes and properties of our components that a person reads or hears. */
const TEXT = /^(aria-(label|description|roledescription|valuetext|placeholder)|alt|title|label|placeholder|legend|lead|detail|hint|summary)$/;
/** A key of the catalogue, which the component looks up. */
const KEY = /^[a-z]+(\.[\w-]+)+$/;

function textsIn(code: string, file = "screen.tsx"): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) texts.push(node.text.trim());
    if (ts.isJsxAttribute(node) && TEXT.test(node.name.getText()) && node.initializer) collect(node.initializer);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) collect(node);
    if (ts.isPropertyAssignment(node) && TEXT.test(node.name.getText())) collect(node.initializer);
    ts.forEachChild(node, visit);
  };
  /** The literals that are the value itself; the arguments of calls such as `t()` are not. */
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /\p{L}/u.test(node.text) && !KEY.test(node.text)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) texts.push(...[node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).filter((part) => /\p{L}/u.test(part)));
    if (ts.isJsxExpression(node) && node.expression) collect(node.expression);
    if (ts.isParenthesizedExpression(node)) collect(node.expression);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(collect);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) collect(node.right);
  };
  visit(source);
  return texts;
}

const screens = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".tsx") && !name.includes(".test."))
  .map((name) => join(SOURCE, name));

it.each([
  ["<p>Not saved</p>", ["Not saved"]],
  ['<button aria-label="Close" />', ["Close"]],
  ["<img alt={known ? 'Left side' : ''} />", ["Left side"]],
  ["<p>{failed && 'Try again'}</p>", ["Try again"]],
  ["<Row title={`Day ${day}`} />", ["Day "]],
  ['const row = { label: "Days" };', ["Days"]],
  ['<p title={t("common.close")} class="small" alt="">{t("common.close")} · {count}</p>', []],
  ['<Part label="practitioner.sheet.rule.says" />', []],
])("is found in %s", (code, texts) => {
  expect(textsIn(code)).toEqual(texts);
});

it("is not in any screen", () => {
  expect(screens.length).toBeGreaterThan(60);
  const literals = screens.flatMap((file) => textsIn(readFileSync(file, "utf8"), file).map((text) => `${relative(SOURCE, file)}: ${text}`));
  expect(literals).toEqual([]);
}, 60_000); // parsing every screen takes a while on a loaded machine
