/** The flags of the built-in sheets. A clinic's own sheet may name others, which are shown as it writes them. */
export const KNOWN_FLAGS = [
  "acne-scars",
  "aggressive-treatment",
  "aging-or-scarring",
  "b5-layer",
  "cosmetic-needling",
  "darker-skin",
  "directed",
  "prescribed",
  "retinol-layer",
] as const;
