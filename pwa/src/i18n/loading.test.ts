// @vitest-environment jsdom
import { expect, it } from "vitest";
import { language, loadMessages, problemText, setLanguage, suggestLanguage, t } from ".";

it("parts that are loaded concurrently are all available in the end", async () => {
  await Promise.all([loadMessages("core"), loadMessages("entrance"), loadMessages("problems")]);
  expect([t("common.back"), t("entrance.name"), problemText("offline").slice(0, 19)]).toEqual(["Back", "Your name", "There is no network"]);
});

it("an unknown problem code falls back to a general text", async () => {
  await loadMessages("problems");
  expect(problemText("of-a-later-version")).toBe(problemText("unknown"));
});

it("a chosen language applies to every text, is stored, and is not overridden by a suggestion", async () => {
  await loadMessages("core", "entrance");
  await setLanguage("de");
  expect([t("common.back"), t("entrance.name"), document.documentElement.lang]).toEqual(["Zurück", "Name", "de"]);
  await suggestLanguage("en");
  expect(language.value).toBe("de");
});

it("the manifest, which names the shortcuts of the home screen, follows the language", async () => {
  document.head.innerHTML = '<link rel="manifest" href="/manifest.en.webmanifest" />';
  await setLanguage("de");
  expect(document.querySelector("link")?.getAttribute("href")).toBe("/manifest.de.webmanifest");
});

it("a language without a catalogue is ignored", async () => {
  await setLanguage("de");
  await setLanguage("tlh");
  expect(language.value).toBe("de");
});
