import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStoredFonts } from "./fonts";

const loaded = vi.fn();

beforeEach(() => {
  vi.resetModules();
  loaded.mockClear();
  vi.doMock("./fonts.css", () => {
    loaded();
    return {};
  });
});

afterEach(() => {
  vi.doUnmock("./fonts.css");
  vi.unstubAllGlobals();
});

/** Let the import of the style sheet take place. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

test("fonts that the service worker has stored are loaded before the first screen", async () => {
  vi.stubGlobal("navigator", { serviceWorker: { controller: {} } });
  loadStoredFonts();
  await vi.waitFor(() => expect(loaded).toHaveBeenCalledOnce());
});

test.each([{ serviceWorker: { controller: null } }, {}])("on a first visit they do not compete with the first screen: %o", async (navigator) => {
  vi.stubGlobal("navigator", navigator);
  loadStoredFonts();
  await pause();
  expect(loaded).not.toHaveBeenCalled();
});

test("the app goes on in the fonts of the device where they cannot be had", async () => {
  vi.doMock("./fonts.css", () => {
    loaded();
    throw new Error("no network");
  });
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  vi.stubGlobal("navigator", { serviceWorker: { controller: {} } });
  loadStoredFonts();
  await vi.waitFor(() => expect(loaded).toHaveBeenCalledOnce());
  await pause();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
