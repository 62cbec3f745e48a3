// @vitest-environment jsdom
/** The app around its screens: who may see which, the main menu, what fails to load, updates and tapped notifications. */
import "fake-indexeddb/auto";
import { act, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { authorRoutes } from "../../src/screens/author/routes";
import { clinicRoutes, entranceRoutes } from "../../src/screens/entrance/routes";
import { askRoute, patientRoutes, todayRoute } from "../../src/screens/patient/routes";
import { practitionerRoutes } from "../../src/screens/practitioner/routes";
import { App } from "../../src/shell/app";
import { Navigation } from "../../src/shell/navigation";
import { LazyScreen } from "../../src/shell/lazy-screen";
import { forgetPerson } from "../../src/state/auth-session";
import * as update from "../../src/state/update";
import { waitingVersion } from "../../src/state/update";
import { setLanguage } from "../../src/i18n";
import { go, type Route, type ScreenProps } from "../../src/ui";
import { queueItem, queuePage } from "../clinic-records";
import { alice, bob, clearPhone, completeBrowser, network, preparePhone, tap } from "./phone";

const at = (path: string): string => location.pathname + location.search === path ? path : `${location.pathname}${location.search} instead of ${path}`;
const menu = () => within(screen.getByRole("navigation", { name: "Main menu" })).getAllByRole("link");
const heading = (name: string) => screen.findByRole("heading", { level: 1, name });

function open(path: string): void {
  go(path);
  render(<App />);
}

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(alice, {});
});
afterEach(async () => {
  waitingVersion.value = undefined;
  Reflect.deleteProperty(navigator, "serviceWorker");
  await act(() => setLanguage("en"));
  await clearPhone();
});

describe("the main menu", () => {
  it("of a patient leads to the diary, and marks where they are", async () => {
    open("/ask");
    await screen.findByRole("navigation", { name: "Main menu" });
    expect(menu().map((link) => `${link.textContent} ${link.getAttribute("href")}`)).toEqual(["Today /", "Can I …? /ask", "Check-in /check-in", "Diary /diary", "Timeline /timeline"]);
    expect(menu().filter((link) => link.getAttribute("aria-current") === "page").map((link) => link.textContent)).toEqual(["Can I …?"]);
    expect(menu()[2]?.classList.contains("tab--main")).toBe(true);
  });

  it("of a practitioner names the clinic", async () => {
    const clinic = { id: "c", name: "Lindenhof", phone: "", time_zone: "Europe/Berlin" };
    await preparePhone({ ...bob, clinic }, {});
    network({ "GET /api/queue": queuePage(queueItem("Alice")) });
    open("/clinic");
    await screen.findByText("Alice");
    expect(screen.getByText("Lindenhof")).toBeTruthy();
    expect(menu().map((link) => link.textContent)).toEqual(["Overview", "Patients", "Record", "Sheets", "Settings"]);
  });

  it("is not there for a person who is not signed in", () => {
    forgetPerson();
    const { container } = render(<Navigation />);
    expect(container.textContent).toBe("");
  });

  it("of a practitioner without a clinic names the app", async () => {
    await preparePhone(bob, {});
    open("/settings");
    await heading("Settings");
    expect(document.querySelector(".bar__brand")?.textContent).toBe("Afterglow");
  });

  it.each([["/settings", "page"], ["/settings/appearance", "true"]])("marks the settings at %s", async (path, mark) => {
    await preparePhone(bob, {});
    open(path);
    await screen.findByRole("navigation", { name: "Main menu" });
    expect(menu().map((link) => link.getAttribute("aria-current"))).toEqual([null, null, null, null, mark]);
  });

  it("is not shown beside an invitation, also to a person who is signed in", async () => {
    open("/join");
    await heading("Invalid link");
    expect(screen.queryByRole("navigation", { name: "Main menu" })).toBeNull();
  });

  it("is not shown where nobody is signed in, and follows the language", async () => {
    forgetPerson();
    open("/sign-in");
    await heading("Welcome");
    expect(screen.queryByRole("navigation", { name: "Main menu" })).toBeNull();
    await act(() => setLanguage("de"));
    await heading("Willkommen");
    expect(screen.getByRole("link", { name: "Zum Inhalt springen" }).getAttribute("href")).toBe("#content");
  });
});

describe("a screen", () => {
  it.each([
    ["of the clinic is closed to a patient", alice, "/clinic/record", "/"],
    ["of the diary is closed to a practitioner", bob, "/diary", "/clinic"],
  ])("%s", async (_, person, path, start) => {
    await preparePhone(person, {});
    open(path);
    await waitFor(() => expect(at(start)).toBe(start));
  });

  it.each([
    ["/", "/sign-in"],
    ["/clinic/review/1", "/sign-in?next=%2Fclinic%2Freview%2F1"],
    ["/settings/devices", "/sign-in?next=%2Fsettings%2Fdevices"],
  ])("at %s leads a person who is not signed in to %s", async (path, entrance) => {
    forgetPerson();
    open(path);
    await waitFor(() => expect(at(entrance)).toBe(entrance));
    await heading("Welcome");
  });

  it("of the design system is there for those who work on the app", async () => {
    open("/design");
    await heading("Design system");
  });

  it.each([
    ["patient", alice, "Back to Today", "/"],
    ["practitioner", bob, "Back to Overview", "/clinic"],
  ])("that does not exist leads a %s back", async (_, person, text, start) => {
    await preparePhone(person, {});
    open("/no-such-page");
    await heading("Page not found");
    expect(screen.getByRole("link", { name: text }).getAttribute("href")).toBe(start);
  });

  it("gets the parts of its path", async () => {
    await preparePhone(bob, {});
    network({ "GET /api/treatments/t%2F1/review": Promise.resolve(Response.json({ code: "not-found" }, { status: 404 })) });
    open("/clinic/review/t%2F1");
    await screen.findByText("No access to this diary");
  });

  it.each([todayRoute, askRoute, ...patientRoutes, ...practitionerRoutes, ...authorRoutes, ...entranceRoutes, ...clinicRoutes].map((route) => [route.path, route] as const))("at %s has its code", async (_, route) => {
    expect(typeof (await route.load()).default).toBe("function");
  });
});

describe("a screen whose code is loaded later", () => {
  const Named = ({ params }: ScreenProps) => <h1>Screen {params["id"]}</h1>;
  const texts = ["core"] as const;
  const shown = (route: Route, id = "1") => <LazyScreen route={route} texts={texts} params={{ id }} />;

  it("shows grey lines until it arrives, and appears at once the next time", async () => {
    const load = vi.fn(() => Promise.resolve({ default: Named }));
    const route = { path: "/once", load };
    const { unmount } = render(shown(route));
    expect(screen.getByRole("status", { name: "One moment …" })).toBeTruthy();
    await heading("Screen 1");
    unmount();
    render(shown(route, "2"));
    expect(screen.getByRole("heading", { name: "Screen 2" })).toBeTruthy();
  });

  it("that did not load says so, and loads on a retry", async () => {
    const load = vi.fn(() => Promise.resolve({ default: Named })).mockRejectedValueOnce(new TypeError("Failed to fetch"));
    render(shown({ path: "/retried", load }));
    expect((await screen.findByRole("alert")).textContent).toContain("This part of the app did not load");
    tap(screen.getByRole("button", { name: "Try again" }));
    await heading("Screen 1");
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("that failed twice is loaded with the whole page", async () => {
    const reload = vi.spyOn(update, "reloadIfOnline").mockReturnValue();
    const load = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
    render(shown({ path: "/gone", load }));
    tap(await screen.findByRole("button", { name: "Try again" }));
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
    expect(reload).not.toHaveBeenCalled();
    tap(await screen.findByRole("button", { name: "Try again" }));
    expect(reload).toHaveBeenCalledOnce();
    await screen.findByRole("alert");
  });

  it("that only a newer version has offers this version", async () => {
    const postMessage = vi.fn();
    render(shown({ path: "/replaced", load: () => Promise.reject(new TypeError("Failed to fetch")) }));
    expect((await screen.findByRole("alert")).textContent).toContain("Check your connection");
    await act(() => {
      waitingVersion.value = { postMessage } as Partial<ServiceWorker> as ServiceWorker;
    });
    expect(screen.getByRole("alert").textContent).toContain("A new version of Afterglow is ready.");
    tap(screen.getByRole("button", { name: "Update now" }));
    expect(postMessage).toHaveBeenCalledWith({ type: "take-over" });
  });

  it.each(["arrives", "fails"])("is ignored if it %s after it was left", async (how) => {
    let settle: () => void = () => undefined;
    const late = (): Promise<{ default: typeof Named }> =>
      new Promise((resolve, reject) => {
        settle = () => (how === "arrives" ? resolve({ default: Named }) : reject(new TypeError("Failed to fetch")));
      });
    const there = { path: `/there-${how}`, load: () => Promise.resolve({ default: () => <h1>There</h1> }) };
    const { rerender } = render(<LazyScreen key="late" route={{ path: `/late-${how}`, load: late }} texts={texts} params={{ id: "1" }} />);
    rerender(<LazyScreen key="there" route={there} texts={texts} params={{}} />);
    await heading("There");
    await act(async () => {
      settle();
      await new Promise((resolve) => setTimeout(resolve));
    });
    expect(screen.queryByText("Screen 1")).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the app while it is open", () => {
  it("offers a new version, which is activated with a tap", async () => {
    const postMessage = vi.fn();
    open("/settings");
    await heading("Settings");
    expect(screen.queryByText("A new version of Afterglow is ready.")).toBeNull();
    await act(() => {
      waitingVersion.value = { postMessage } as Partial<ServiceWorker> as ServiceWorker;
    });
    tap(await screen.findByRole("button", { name: "Update now" }));
    expect(postMessage).toHaveBeenCalledWith({ type: "take-over" });
  });

  it("follows a tapped notification without a reload, until it is closed", async () => {
    const container = new EventTarget();
    Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: container });
    go("/settings");
    const { unmount } = render(<App />);
    await heading("Settings");
    await act(() => void container.dispatchEvent(new MessageEvent("message", { data: { type: "go", to: "/settings/devices" } })));
    await heading("Sign-in and devices");
    unmount();
    container.dispatchEvent(new MessageEvent("message", { data: { type: "go", to: "/ask" } }));
    expect(at("/settings/devices")).toBe("/settings/devices");
  });

  it("shows a way on in place of a screen that cannot be shown", async () => {
    vi.spyOn(console, "error").mockReturnValue(undefined);
    const reload = vi.fn();
    await preparePhone({ ...alice, skin_cues: {} as never }, {}); // as a broken account would be
    open("/settings/skin");
    expect((await screen.findByRole("alert")).textContent).toContain("This page could not be shown");
    expect(menu()).toHaveLength(5);
    vi.stubGlobal("location", { reload });
    tap(screen.getByRole("button", { name: "Reload app" }));
    expect(reload).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
