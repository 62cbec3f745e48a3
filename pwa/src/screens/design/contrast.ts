/** The colours of both looks, read from tokens.css, and their contrast (WCAG 2.2, "contrast ratio"). */

export type Palette = Readonly<Record<string, string>>;

export interface Pair {
  readonly text: string;
  readonly on: string;
  /** The least contrast: 4.5 for text, 3 for lines and for what has a form of its own. */
  readonly least: number;
}

const SURFACES = ["paper", "card"];
const TONES = ["teal", "plum", "ochre"];

/** Every colour on every ground on which screens show it. */
export const PAIRS: readonly Pair[] = [
  ...["ink", "ink-soft"].flatMap((text) => [...SURFACES, "sand"].map((on) => ({ text, on, least: 4.5 }))),
  ...TONES.flatMap((text) => [...SURFACES, `${text}-tint`].map((on) => ({ text, on, least: 4.5 }))),
  ...TONES.map((tone) => ({ text: "ink", on: `${tone}-tint`, least: 4.5 })),
  ...TONES.map((on) => ({ text: "on-accent", on, least: 4.5 })),
  { text: "on-ban", on: "ban", least: 4.5 },
  ...SURFACES.map((on) => ({ text: "line-strong", on, least: 3 })),
];

/** The colours of a style sheet: those of the light look, and the dark ones over them. */
export function palettesOf(css: string): { readonly light: Palette; readonly dark: Palette } {
  const light = tokensIn(blockOf(css, ":root {"), /^#/);
  return { light, dark: { ...light, ...tokensIn(blockOf(css, ':root[data-theme="dark"], .on-black {'), /^#/) } };
}

/** The tokens of the first rule whose names begin with one of these: "--s1", "--step-0". */
export function sizesOf(css: string, names: RegExp): Palette {
  return Object.fromEntries(Object.entries(tokensIn(blockOf(css, ":root {"), /./)).filter(([name]) => names.test(name)));
}

function blockOf(css: string, start: string): string {
  const at = css.indexOf(start);
  return at < 0 ? "" : css.slice(at, css.indexOf("}", at));
}

function tokensIn(block: string, value: RegExp): Palette {
  const tokens = [...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = "", text = ""]) => [name, text] as const);
  return Object.fromEntries(tokens.filter(([, text]) => value.test(text)));
}

/** The contrast of two colours (#rrggbb), from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
