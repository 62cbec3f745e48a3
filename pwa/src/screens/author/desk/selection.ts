/** The selection, shown on the right: a sentence of the text, or a rule that belongs to none. */
export type Selection = { readonly sentence: number } | { readonly rule: string } | null;
