// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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

it("the language of the account is shown again after a reload, unless another one was chosen here", async () => {
  localStorage.clear();
  await suggestLanguage("de");
  const reloaded = async (): Promise<string> => {
    vi.resetModules();
    return (await import(".")).language.value;
  };
  expect(await reloaded()).toBe("de");
  await setLanguage("en");
  expect(await reloaded()).toBe("en");
  localStorage.clear();
  expect(await reloaded()).toBe("en");
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

describe("in a browser", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.restoreAllMocks());
  const startsIn = async (): Promise<string> => {
    vi.resetModules();
    return (await import(".")).language.value;
  };

  it("of another language without a catalogue, the app starts in English", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr-FR", "it"]);
    expect(await startsIn()).toBe("en");
  });

  it("whose first languages have no catalogue, it starts in the first that has one", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr-FR", "de-AT", "en"]);
    expect(await startsIn()).toBe("de");
  });

  it("that blocks storage, it starts in the browser's language and can be changed", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE"]);
    for (const method of ["getItem", "setItem"] as const) {
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException("Blocked in this test.", "SecurityError");
      });
    }
    expect(await startsIn()).toBe("de");
    await setLanguage("en");
    expect(language.value).toBe("en");
  });
});

it("an account in a language without a catalogue changes and stores nothing", async () => {
  await setLanguage("de");
  localStorage.clear();
  await suggestLanguage("tlh");
  expect([language.value, localStorage.length]).toEqual(["de", 0]);
});

it("before any text has been loaded, a key stands for its text", async () => {
  vi.resetModules();
  const fresh = await import(".");
  expect([fresh.t("common.back"), fresh.problemText("offline")]).toEqual(["common.back", "common.failed.title"]);
});
