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
import { bob, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap } from "./phone";

const SAVE = "PUT /api/clinic";
const CLINIC = { id: "lindenhof", name: "Lindenhof", phone: "030 1234", time_zone: "Europe/Berlin" };
const SETTINGS: ClinicSettings = { ...CLINIC, opening: [{ weekday: 1, opens: "09:00", closes: "12:00" }], reply_hours: 24, default_sheet: null, logo: null };
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

const LOGO = "PUT /api/clinic/logo";
const pick = (name: string, file: File) => void fireEvent.change(screen.getByLabelText(name), { target: { files: [file] } });
const png = new File(["png"], "logo.png", { type: "image/png" });

it("takes a logo, replaces it and removes it, each at once and apart from the form", async () => {
  const sent = network({ ...LOADED, [LOGO]: { ...SETTINGS, logo: "/logo/1.png" }, "DELETE /api/clinic/logo": SETTINGS });
  show(Clinic);
  enter(await name(), "Haut");
  screen.getByText("No logo yet");
  pick("Choose logo", png);
  expect((await screen.findByAltText<HTMLImageElement>("Your logo")).getAttribute("src")).toBe("/logo/1.png");
  pick("Replace logo", png);
  await waitFor(() => expect(sent.filter(({ call }) => call === LOGO)).toHaveLength(2));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Remove logo" }).disabled).toBe(false));
  tap(screen.getByRole("button", { name: "Remove logo" }));
  await screen.findByText("No logo yet");
  expect((await name()).value).toBe("Haut");
});

it("says which file to choose instead of one that cannot be a logo, and keeps the logo", async () => {
  network({ ...LOADED, "GET /api/clinic": { ...SETTINGS, logo: "/logo/1.png" }, [LOGO]: refusal("logo-format", 422) });
  show(Clinic);
  await name();
  pick("Replace logo", new File(["<svg/>"], "logo.svg"));
  expect((await screen.findByRole("alert")).textContent).toContain("Please choose a PNG, JPEG or WebP file.");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  screen.getByAltText("Your logo");
  network({ ...LOADED });
  tap(screen.getByRole("button", { name: "Remove logo" }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("no network"));
  screen.getByAltText("Your logo");
});

it("does not send a file that is too large, and sends one again after the network was gone", async () => {
  const sent = network(LOADED);
  show(Clinic);
  await name();
  const large = new File(["x"], "large.png", { type: "image/png" });
  Object.defineProperty(large, "size", { value: 17 * 1024 * 1024 });
  pick("Choose logo", large);
  expect((await screen.findByRole("alert")).textContent).toContain("too large");
  expect(sent.some(({ call }) => call === LOGO)).toBe(false);
  pick("Choose logo", png);
  tap(await screen.findByRole("button", { name: "Try again" }));
  await waitFor(() => expect(sent.filter(({ call }) => call === LOGO)).toHaveLength(2));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Try again" }).disabled).toBe(false));
  network({ ...LOADED, [LOGO]: { id: "other" } });
  tap(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("could not read"));
  screen.getByText("No logo yet");
});

it("takes no page of a proxy for an answer, and nothing at all if no file was chosen", async () => {
  const page = Promise.resolve(new Response("<html>", { status: 200 }));
  const sent = network({ ...LOADED, [LOGO]: page });
  show(Clinic);
  await name();
  for (const files of [[], null]) fireEvent.change(screen.getByLabelText("Choose logo"), { target: { files } });
  expect(sent.some(({ call }) => call === LOGO)).toBe(false);
  pick("Choose logo", png);
  expect((await screen.findByRole("alert")).textContent).toContain("could not read");
  screen.getByText("No logo yet");
});

it("offers a retry if it cannot be loaded", async () => {
  network({});
  show(Clinic);
  await screen.findByRole("alert");
  network(LOADED);
  tap(await screen.findByRole("button", { name: "Try again" }));
  await vi.waitFor(async () => expect((await name()).value).toBe("Lindenhof"));
});
