import { signal } from "@preact/signals";

/** The chosen theme: the same as the phone, always light, or always dark. */
export type Theme = "system" | "light" | "dark";

const STORED_THEME = "afterglow.theme";
/** Colours of the phone's status bar; the same as --paper (src/ui/tokens.css, index.html). */
const PAPER = { light: "#faf5ee", dark: "#1a1614" } as const;

/** The state that screens follow; changed by `chooseTheme`. */
export const theme = signal<Theme>("system");

/** Apply the stored theme. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(STORED_THEME);
  apply(stored === "light" || stored === "dark" ? stored : "system");
}

/** Apply a theme and store it on this phone. */
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
