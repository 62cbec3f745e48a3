import type { Values } from "./keys";

/**
 * Format the text of a key: select the plural form by `count` with the rules of the language, and fill the placeholders,
 * numbers in the language's format. Undefined if the catalogue has no such key.
 */
export function format(
  texts: Readonly<Record<string, string>>,
  language: string,
  key: string,
  values: Values = {},
): string | undefined {
  const text = texts[key] ?? pluralForm(texts, language, key, values["count"]);
  return text?.replace(/\{(\w+)\}/g, (placeholder, name: string) => formatValue(values[name], language) ?? placeholder);
}

function pluralForm(
  texts: Readonly<Record<string, string>>,
  language: string,
  key: string,
  count: string | number | undefined,
): string | undefined {
  const form = new Intl.PluralRules(language).select(Number(count ?? 0));
  return texts[`${key}.${form}`] ?? texts[`${key}.other`];
}

function formatValue(value: string | number | undefined, language: string): string | undefined {
  return typeof value === "number" ? value.toLocaleString(language) : value;
}
