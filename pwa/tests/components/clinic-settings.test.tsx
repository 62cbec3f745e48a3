// @vitest-environment jsdom
/** The owner changes what the clinic says about itself. */
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ClinicSettings } from "../../src/actions/clinic-settings";
import { setLanguage } from "../../src/i18n";
import Clinic from "../../src/screens/settings/clinic";
import { me } from "../../src/state/auth-session";
import { eraseEverything } from "../../src/store/erase";
import { bob, clearPhone, completeBrowser, delayed, network, preparePhone, show, tap } from "./phone";

const SAVE = "PUT /api/clinic";
const CLINIC = { id: "lindenhof", name: "Lindenhof", phone: "030 1234", time_zone: "Europe/Berlin" };
const SETTINGS: ClinicSettings = { ...CLINIC, opening: [{ weekday: 1, opens: "09:00", closes: "12:00" }], reply_hours: 24, default_sheet: null };
const SHEETS = { sheets: [{ key: "calm-days", version: 1, title: "Calm days" }] };
const LOADED = { "GET /api/clinic": SETTINGS, "GET /api/sheets": SHEETS };

const name = () => screen.findByLabelText<HTMLInputElement>("Name of the clinic");
const day = (weekday: string) => screen.findByRole("group", { name: weekday });
/** Replace what stands in a field. */
const enter = (field: HTMLElement, value: string) => void fireEvent.input(field, { target: { value } });
const save = () => tap(screen.getByRole("button", { name: "Save" }));

beforeEach(async () => {
  completeBrowser();
  network(LOADED);
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  localStorage.clear();
  await clearPhone();
});

it("shows what is saved", async () => {
  show(Clinic);
  expect((await name()).value).toBe("Lindenhof");
  expect(within(await day("Monday")).getByLabelText<HTMLInputElement>("To").value).toBe("12:00");
  expect((await day("Tuesday")).textContent).toContain("Closed");
  expect(screen.getByLabelText<HTMLSelectElement>("You reply within").value).toBe("24");
  screen.getByText(/All times are those of Berlin/);
});

it("saves everything at once, says so, and shows the new name", async () => {
  const saved: ClinicSettings = { ...SETTINGS, name: "Haut", phone: "", time_zone: "Europe/Vienna", reply_hours: 48, default_sheet: "calm-days" };
  const sent = network({ ...LOADED, [SAVE]: saved, "GET /api/me": { ...bob, clinic: { ...CLINIC, name: "Haut" } } });
  show(Clinic);
  enter(await name(), " Haut ");
  enter(screen.getByLabelText(/^Phone number/), "");
  tap(within(await day("Tuesday")).getByRole("button", { name: "Add hours on Tuesday" }));
  fireEvent.change(screen.getByLabelText("Time zone"), { target: { value: "Europe/Vienna" } });
  screen.getByText(/All times are those of Vienna/);
  fireEvent.change(screen.getByLabelText("You reply within"), { target: { value: "48" } });
  fireEvent.change(screen.getByLabelText("Sheet for new treatments"), { target: { value: "calm-days" } });
  screen.getByText("Not saved yet");
  save();
  await screen.findByText("Saved");
  expect(sent.find(({ call }) => call === SAVE)?.body).toEqual({
    ...{ name: "Haut", phone: "", time_zone: "Europe/Vienna", reply_hours: 48, default_sheet: "calm-days" },
    opening: [...SETTINGS.opening, { weekday: 2, opens: "09:00", closes: "12:00" }],
  });
  await waitFor(() => expect(me()?.clinic?.name).toBe("Haut"));
});

it("is saved even if the new name cannot be shown yet", async () => {
  network({ ...LOADED, [SAVE]: SETTINGS });
  show(Clinic);
  enter(await name(), "Haut");
  save();
  await screen.findByText("Saved");
});

it("says what is wrong, moves there, and sends nothing until it is mended", async () => {
  const sent = network({ ...LOADED, [SAVE]: SETTINGS });
  show(Clinic);
  enter(await name(), " ");
  enter(screen.getByLabelText(/^Phone number/), "call me");
  const monday = await day("Monday");
  enter(within(monday).getByLabelText<HTMLInputElement>("To"), "08:00");
  tap(within(monday).getByRole("button", { name: "Add hours on Monday" }));
  expect(screen.queryByRole("alert")).toBeNull();
  save();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name of the clinic")));
  expect(screen.getAllByRole("alert").map((alert) => alert.textContent.trim())).toEqual([
    "Enter the name of your clinic.",
    "Enter a number that a phone can dial, for example +44 20 7946 0018.",
    "The end must be after the beginning.",
    "Enter both times.",
  ]);
  enter(await name(), "Haut");
  enter(screen.getByLabelText(/^Phone number/), "112");
  enter(within(monday).getAllByLabelText<HTMLInputElement>("From")[0] as HTMLInputElement, "07:00");
  tap(within(monday).getAllByRole("button", { name: "Remove these hours" })[1] as HTMLElement);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(sent.some(({ call }) => call === SAVE)).toBe(false);
  save();
  await screen.findByText("Saved");
});

it("says what the server refuses, and keeps what was typed", async () => {
  network(LOADED);
  show(Clinic);
  enter(await name(), "Haut");
  save();
  await screen.findByRole("alert");
  expect((await name()).value).toBe("Haut");
  network({ ...LOADED, [SAVE]: { ...SETTINGS, name: "Haut" } });
  tap(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("Saved");
});

it("keeps what was typed and not saved, also after leaving the screen", async () => {
  show(Clinic);
  enter(await name(), "Haut");
  cleanup();
  show(Clinic);
  expect((await name()).value).toBe("Haut");
  screen.getByText("Not saved yet");
});

it("leaves nothing of it behind when this device is erased", async () => {
  show(Clinic);
  enter(await name(), "Haut");
  cleanup();
  await eraseEverything();
  show(Clinic);
  expect((await name()).value).toBe("Lindenhof");
});

it("does not take back what is typed while it is being saved", async () => {
  const { answer, arrives } = delayed();
  network({ ...LOADED, [SAVE]: answer });
  show(Clinic);
  enter(await name(), "Haut");
  save();
  enter(await name(), "Haut am Hof");
  arrives(SETTINGS);
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(false));
  expect((await name()).value).toBe("Haut am Hof");
  screen.getByText("Not saved yet");
});

it("offers no more hours than the server takes", async () => {
  const opening = Array.from({ length: 28 }, (_, place) => ({ weekday: 1, opens: `${String(place % 24).padStart(2, "0")}:00`, closes: `${String(place % 24).padStart(2, "0")}:30` }));
  network({ ...LOADED, "GET /api/clinic": { ...SETTINGS, opening } });
  show(Clinic);
  await day("Monday");
  expect(screen.queryByRole("button", { name: /^Add hours/ })).toBeNull();
});

it("offers a retry if it cannot be loaded", async () => {
  network({});
  show(Clinic);
  await screen.findByRole("alert");
  network(LOADED);
  tap(await screen.findByRole("button", { name: "Try again" }));
  await vi.waitFor(async () => expect((await name()).value).toBe("Lindenhof"));
});
