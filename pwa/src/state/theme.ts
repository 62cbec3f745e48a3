import { signal } from "@preact/signals";

/** How the person wants it: as the phone has it, or always light, or always dark. */
export type Theme = "system" | "light" | "dark";

const STORED_THEME = "afterglow.theme";
/** The phone's own bars, in the colour of --paper (src/ui/tokens.css, index.html). */
const PAPER = { light: "#faf5ee", dark: "#1a1614" } as const;

/** Follow it in screens, change it with `chooseTheme`. */
export const theme = signal<Theme>("system");

/** Applies the remembered choice. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(STORED_THEME);
  apply(stored === "light" || stored === "dark" ? stored : "system");
}

/** Changes the look at once and remembers it on this phone. */
export function chooseTheme(choice: Theme): void {
  localStorage.setItem(STORED_THEME, choice);
  apply(choice);
}

function apply(choice: Theme): void {
  theme.value = choice;
  if (choice === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = choice;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    bar.content = PAPER[choice === "system" ? (bar.getAttribute("media")?.includes("dark") ? "dark" : "light") : choice];
  }
}
