// @vitest-environment jsdom
/** Names of time zones that old diaries may hold although neither a browser nor the server accepts them. */
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { saveReminderPreferences, type ReminderPreferences } from "../src/actions/account";
import { loadRecording } from "../src/actions/clinic";
import { dayOfHealing, deviceTimeZone, distance, isMidnight, localDate, usableTimeZone } from "../src/domain/dates";
import { emptyDocument } from "../src/domain/diary";
import { dateAndTime } from "../src/i18n/dates";
import { timeZoneCity } from "../src/i18n/time-zone-city";
import CheckIn from "../src/screens/patient/check-in/check-in";
import Diary from "../src/screens/patient/diary/diary";
import Today from "../src/screens/patient/today/today";
import { wallClock } from "../src/screens/practitioner/when";
import { database } from "../src/store/database";
import { go } from "../src/ui/router";
import { alice, clearPhone, completeBrowser, json, network, preparePhone, show, tap, type } from "./components/phone";
import { photo, timeline, treatment } from "./records";
import { entry } from "./sync/people";

const UNKNOWN = ["localtime", "Factory", "posixrules", "", "Etc/Unknown"];
const NOON = "2026-11-20T12:00:00Z";
const HERE = deviceTimeZone();

/** Let the device report this time zone. */
function deviceIn(timeZone: string): void {
  const options = new Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockImplementation(() => ({ ...options, timeZone }));
}

afterEach(() => vi.restoreAllMocks());

describe("a time zone that this browser does not know", () => {
  test.each(UNKNOWN)("%j is replaced by the device's", (name) => {
    deviceIn("Asia/Tokyo");
    expect(usableTimeZone(name)).toBe("Asia/Tokyo");
    expect(localDate(Date.parse("2026-11-20T16:00:00Z"), name)).toBe("2026-11-21");
  });

  test("follows the device when it moves", () => {
    deviceIn("Asia/Tokyo");
    expect(usableTimeZone("localtime")).toBe("Asia/Tokyo");
    deviceIn("America/Lima");
    expect(usableTimeZone("localtime")).toBe("America/Lima");
  });

  test.each(["Europe/Berlin", "UTC", "US/Pacific", "America/Argentina/Buenos_Aires"])("%s is known and stays", (name) => {
    deviceIn("Asia/Tokyo");
    expect(usableTimeZone(name)).toBe(name);
  });

  test.each(UNKNOWN)("a device that reports %j counts as UTC, or its entries would be refused", (name) => {
    deviceIn(name);
    expect(deviceTimeZone()).toBe("UTC");
  });

  test.each(UNKNOWN)("dates and times are shown with %j as well", (name) => {
    const now = Date.parse(NOON);
    expect(dayOfHealing("2026-11-18T10:00:00Z", now, name, 1)).toBe(3);
    expect(distance(NOON, now, name)).toEqual({ days: 0, minutes: 0 });
    expect(isMidnight(NOON, name)).toBe(isMidnight(NOON, HERE));
    expect(dateAndTime(NOON, name)).toBe(dateAndTime(NOON, HERE));
    expect(timeZoneCity(name)).toBe(timeZoneCity(HERE));
    expect(wallClock(now, name)).toBe(wallClock(now, HERE));
  });
});

describe("what is sent to the server has a time zone that it accepts", () => {
  const preferences: ReminderPreferences = {
    ...{ kinds: [], check_in_at: "19:00", coming_sessions_at: "18:00", quiet_from: "21:00", quiet_until: "08:00", discreet: true },
    time_zone: null,
  };

  test.each([[null, null], ["Europe/Berlin", "Europe/Berlin"], ["localtime", HERE]])("reminder preferences with %j", async (stored, sent) => {
    const fetched = vi.fn((..._request: unknown[]) => Promise.resolve(json(preferences)));
    vi.stubGlobal("fetch", fetched);
    await saveReminderPreferences({ ...preferences, time_zone: stored });
    const [, init] = fetched.mock.calls[0] as [string, RequestInit];
    expect((JSON.parse(init.body as string) as ReminderPreferences).time_zone).toBe(sent);
  });

  test("a treatment that is recorded in a clinic without a usable one", async () => {
    const clinic = { id: "c", name: "Clinic", phone: "", time_zone: "posixrules" };
    network({ "GET /api/sheets": { sheets: [] }, "GET /api/treatments": { treatments: [] }, "GET /api/me": { ...alice, clinic } });
    expect((await loadRecording()).timeZone).toBe(HERE);
  });
});

describe.each(["localtime", "Factory", "posixrules"])("a diary with an entry written in %s", (name) => {
  const old = { ...entry("e1", { ...emptyDocument(name), scores: { redness: 2 }, note: "Sore." }), revision: 1 };
  const diary = {
    treatments: [{ ...treatment(), time_zone: name, timeline: { ...timeline(), time_zone: name } }],
    entries: [old],
    photos: [photo("p1"), { ...photo("p2"), taken_at: NOON }],
  };

  beforeEach(async () => {
    completeBrowser();
    network({});
    await preparePhone(alice, diary);
  });
  afterEach(clearPhone);

  it("opens in all of its views", async () => {
    go("/diary"); // an edited check-in leads to its day
    show(Diary);
    await screen.findByText("Sore.");
    for (const view of ["Photos", "Compare", "Chart"]) {
      tap(screen.getByLabelText(view));
      await waitFor(() => expect(document.querySelector(".skeleton")).toBeNull());
      expect(screen.queryByRole("alert")).toBeNull();
    }
  });

  it("opens on Today", async () => {
    show(Today);
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("takes this device's time zone when the entry is edited, which the server accepts", async () => {
    go("/check-in?entry=e1");
    show(CheckIn);
    type(await screen.findByLabelText(/^Note/), "!");
    tap(await screen.findByRole("button", { name: "Save" }));
    const stored = async () => (await (await database()).get("entries", "e1"))?.document;
    await vi.waitFor(async () => expect((await stored())?.note).toBe("Sore.!"));
    expect(await stored()).toMatchObject({ time_zone: HERE, scores: { redness: 2 } });
  });
});
