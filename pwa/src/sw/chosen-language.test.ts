// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadMessages, setLanguage, suggestLanguage } from "../i18n";
import { FakeCaches } from "../../tests/cache-storage";
import { chosenLanguage } from "./chosen-language";

beforeEach(() => {
  vi.stubGlobal("caches", new FakeCaches());
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

it("is that of the browser until one was chosen", async () => {
  expect(await chosenLanguage("de-AT")).toBe("de");
});

it("is the one that was chosen in the app, or that the account names", async () => {
  await loadMessages("core");
  await suggestLanguage("de");
  expect(await chosenLanguage("en-GB")).toBe("de");
  await setLanguage("en");
  expect(await chosenLanguage("de-DE")).toBe("en");
});

it("is that of the browser where the storage is blocked", async () => {
  vi.stubGlobal("caches", { open: () => Promise.reject(new DOMException("Blocked in this test.", "SecurityError")) });
  await setLanguage("de");
  expect(await chosenLanguage("en-GB")).toBe("en");
});
