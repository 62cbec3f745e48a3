// @vitest-environment jsdom
/** What happens when the page is opened. */
import "fake-indexeddb/auto";
import { act } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** Open the page anew with this body. */
async function start(body: string): Promise<void> {
  document.body.innerHTML = body;
  vi.resetModules();
  await import("../src/main");
}

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/sign-in");
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ code: "not-signed-in" }, { status: 401 })));
});
afterEach(async () => {
  await act(() => document.body.replaceChildren());
  vi.doUnmock("virtual:messages");
  vi.unstubAllGlobals();
});

it("shows the screen of the address in the stored theme, once it is known who is signed in", async () => {
  localStorage.setItem("afterglow.theme", "dark");
  await start('<div id="app"></div>');
  await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe("Welcome"), 10_000);
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  const { pushState } = await import("../src/state/push");
  await vi.waitFor(() => expect(pushState.value).toBe("unsupported")); // reminders are looked at after the first screen
});

it("says in both languages that its texts could not be loaded", async () => {
  vi.doMock("virtual:messages", () => ({ loaders: { en: { core: () => Promise.reject(new TypeError("Failed to fetch")) } } }));
  await start('<div id="app"></div>');
  await vi.waitFor(() => expect(document.body.textContent).toContain("Afterglow could not be loaded."));
  expect(document.body.textContent).toContain("Afterglow ließ sich nicht laden.");
});

it("does nothing in a document without the app's place, as in the author's preview", async () => {
  await start("<p>preview</p>");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.body.innerHTML).toBe("<p>preview</p>");
});

it("puts a locked app behind its cover before the first screen", async () => {
  localStorage.setItem("afterglow.app-lock", "key");
  await start('<div id="app"></div>');
  await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe("Welcome"), 10_000);
  const { appCover } = await import("../src/state/app-lock");
  expect(appCover.value).toBe("locked"); // nobody is signed in, so that it covers nothing yet
  expect(document.querySelector(".app-cover")).toBeNull();
});
