// @vitest-environment jsdom
/** A long diary: its days are computed after the first paint, and stay while they are computed anew. */
import "fake-indexeddb/auto";
import { act, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { onPhone } from "../../src/state/diary";
import { go } from "../../src/ui";
import { entry, open, prepareDay } from "./diary-phone";
import { clearPhone } from "./phone";

const DAY_MS = 86_400_000;
const START = Date.parse("2026-07-20T08:00:00Z");
const long = Array.from({ length: 90 }, (_, day) => entry(`e${day}`, new Date(START + day * DAY_MS).toISOString(), { note: `Note ${day}` }));

const cards = (): number => document.querySelectorAll("article.day").length;
const greyLines = () => screen.queryByRole("status", { name: "One moment …" });

beforeEach(prepareDay);
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

it("shows grey lines until its days are there", async () => {
  await open({ entries: long });
  expect(greyLines()).not.toBeNull();
  expect(cards()).toBe(0);
  await screen.findByText("Note 89");
  expect(greyLines()).toBeNull();
});

it("shows its days at once when one comes back from a day", async () => {
  await open({ entries: long });
  await screen.findByText("Note 89");
  await act(() => go("/diary?day=2026-10-17"));
  expect(greyLines()).toBeNull();
  expect(screen.getByText("Note 89")).toBeTruthy();
  await act(() => go("/diary"));
  expect(cards()).toBeGreaterThan(0);
});

it("keeps its days on screen until those of the changed diary are there", async () => {
  await open({ entries: long });
  await screen.findByText("Note 89");
  await act(() => {
    if (onPhone.value) onPhone.value = { ...onPhone.value, entries: [...long, entry("new", "2026-11-20T08:00:00Z", { note: "The newest" })] };
  });
  expect(greyLines()).toBeNull();
  expect(screen.queryByText("The newest")).toBeNull();
  expect(screen.getByText("Note 89")).toBeTruthy();
  await screen.findByText("The newest");
});

it("opens a day of it after its days were computed", async () => {
  await open({ entries: long }, "?day=2026-10-17");
  expect(greyLines()).not.toBeNull();
  await screen.findByText("Note 89");
});

it("is not computed any more once it was left", async () => {
  await open({ entries: long });
  await act(() => go("/diary?view=search"));
  await screen.findByRole("searchbox");
  expect(cards()).toBe(0);
});
