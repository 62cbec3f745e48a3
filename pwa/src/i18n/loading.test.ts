// @vitest-environment jsdom
import { expect, it } from "vitest";
import { language, loadMessages, problemText, setLanguage, suggestLanguage, t } from ".";

it("parts that are on their way at once are both there in the end", async () => {
  await Promise.all([loadMessages("core"), loadMessages("entrance"), loadMessages("problems")]);
  expect([t("common.back"), t("entrance.name"), problemText("offline").slice(0, 10)]).toEqual(["Back", "Your name", "No network"]);
});

it("a problem that this version does not know is told in general words", async () => {
  await loadMessages("problems");
  expect(problemText("of-a-later-version")).toBe(problemText("unknown"));
});

it("a chosen language changes every word, is remembered, and is not overruled by a suggestion", async () => {
  await loadMessages("core", "entrance");
  await setLanguage("de");
  expect([t("common.back"), t("entrance.name"), document.documentElement.lang]).toEqual(["Zurück", "Name", "de"]);
  await suggestLanguage("en");
  expect(language.value).toBe("de");
});

it("a language that nobody has written stays away", async () => {
  await setLanguage("de");
  await setLanguage("tlh");
  expect(language.value).toBe("de");
});
