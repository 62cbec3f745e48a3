// @vitest-environment jsdom
import { beforeEach, expect, it } from "vitest";
import { chooseTheme, applyStoredTheme, theme } from "./theme";

const bars = (): string[] => [...document.querySelectorAll<HTMLMetaElement>("meta")].map((bar) => bar.content);

beforeEach(() => {
  localStorage.clear();
  document.head.innerHTML = ["light", "dark"].map((scheme) => `<meta name="theme-color" media="(prefers-color-scheme: ${scheme})">`).join("");
});

it("follows the phone until a theme is chosen", () => {
  applyStoredTheme();
  expect([theme.value, document.documentElement.dataset["theme"], ...bars()]).toEqual(["system", undefined, "#faf5ee", "#1a1614"]);
});

it("a choice changes the page and the status bar, and is stored", () => {
  chooseTheme("dark");
  expect([document.documentElement.dataset["theme"], ...bars()]).toEqual(["dark", "#1a1614", "#1a1614"]);
  applyStoredTheme();
  expect(theme.value).toBe("dark");
});

it("can be reset to the setting of the phone", () => {
  chooseTheme("dark");
  chooseTheme("system");
  expect([document.documentElement.dataset["theme"], ...bars()]).toEqual([undefined, "#faf5ee", "#1a1614"]);
});
