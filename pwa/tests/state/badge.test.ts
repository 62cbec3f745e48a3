// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetPerson, signedIn } from "../../src/state/auth-session";
import { showBadge } from "../../src/state/badge";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { unseen } from "../../src/state/unseen";
import { alice, bob } from "../components/phone";
import { reply, treatment } from "../records";

const EMPTY: OnPhone = { treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], outbox: [], notices: [] };
const unread = { ...reply("new"), read_at: null };
const read = { ...reply("old"), read_at: "2026-11-20T10:00:00Z" };
const corrected = { ...treatment(), correction: { version: 2 } } as OnPhone["treatments"][number];
const notice = { id: "n", kind: "merged", day_at: "2026-11-20T10:00:00Z", time_zone: "UTC", noticed_at: 1 } as const;
const item = { key: "entry:e", problem: null } as OnPhone["outbox"][number];

let badge: { setAppBadge: ReturnType<typeof vi.fn>; clearAppBadge: ReturnType<typeof vi.fn> };
let stop = (): void => undefined;
beforeEach(() => {
  badge = { setAppBadge: vi.fn(() => Promise.resolve()), clearAppBadge: vi.fn(() => Promise.reject(new DOMException("not installed", "NotAllowedError"))) };
  Object.assign(navigator, badge);
  onPhone.value = undefined;
  signedIn(alice);
});
afterEach(() => {
  stop();
  for (const name of Object.keys(badge)) Reflect.deleteProperty(navigator, name);
});

it("counts what waits to be read, and nothing that was seen", () => {
  expect(unseen.value).toBeUndefined(); // the phone has not been read yet
  onPhone.value = { ...EMPTY, replies: [unread, read], treatments: [corrected, treatment()], notices: [notice], outbox: [item, { ...item, problem: "erased" }] };
  expect(unseen.value).toBe(4);
});

it("is shown on the icon, and cleared once everything is seen", async () => {
  stop = showBadge();
  await import("../../src/state/unseen");
  expect([badge.setAppBadge.mock.calls, badge.clearAppBadge.mock.calls]).toEqual([[], []]); // the phone has not been read yet
  onPhone.value = { ...EMPTY, replies: [unread] };
  await vi.waitFor(() => expect(badge.setAppBadge).toHaveBeenLastCalledWith(1));
  onPhone.value = { ...EMPTY, replies: [read] };
  expect(badge.clearAppBadge).toHaveBeenCalledOnce();
});

it("is cleared on signing out, and a practitioner has none", async () => {
  onPhone.value = { ...EMPTY, replies: [unread] };
  signedIn(bob);
  stop = showBadge();
  expect(badge.clearAppBadge).toHaveBeenCalledOnce(); // of the patient who used this device before
  signedIn(alice);
  await vi.waitFor(() => expect(badge.setAppBadge).toHaveBeenCalledOnce());
  forgetPerson();
  expect(badge.clearAppBadge).toHaveBeenCalledTimes(2);
});

it("is nothing in a browser without badges", () => {
  for (const name of Object.keys(badge)) Reflect.deleteProperty(navigator, name);
  onPhone.value = { ...EMPTY, replies: [unread] };
  expect(() => showBadge()()).not.toThrow();
});
