// @vitest-environment jsdom
/** A newer version of the sheet: mentioned on Today, shown in full, followed, postponed, or out of reach. */
import "fake-indexeddb/auto";
import { act, cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SheetChange } from "../../src/actions/diary/sheet-change";
import type { Treatment } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import SheetChangeScreen from "../../src/screens/patient/sheet-change/sheet-change";
import Today from "../../src/screens/patient/today/today";
import { now } from "../../src/state/clock";
import { syncOutcome, treatment as current } from "../../src/state/diary";
import { timeline, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, delayed, HEAT, network, preparePhone, refusal, show, tap } from "./phone";

const CHANGE = "GET /api/my/treatments/treatment/sheet-change";
const FOLLOW = "POST /api/my/treatments/treatment/sheet-change";
const SEEN = "POST /api/my/treatments/treatment/correction/seen";

type Rule = NonNullable<SheetChange["changes"][number]["after"]>;
const SAUNA: Rule = { id: "sauna", verb: "avoid", topics: ["sauna"], says: "No sauna.", cite: "item 2", until: "48h" };
const CREAM: Rule = { id: "cream", verb: "do", topics: ["cream"], says: "Use the cream.", cite: "item 5", from: "24h" };

function change(...changes: SheetChange["changes"]): SheetChange {
  return { title: "Sheet", from_version: 1, to_version: 2, changes };
}

const button = (name: string): Promise<HTMLElement> => screen.findByRole("button", { name });
/** The words of the card with this title. */
const card = async (title: string): Promise<HTMLElement> => (await screen.findByRole("heading", { name: title })).closest(".card") as HTMLElement;

beforeEach(() => {
  completeBrowser();
  history.replaceState(null, "", "/sheet-change");
  network({});
});
afterEach(async () => {
  await setLanguage("en");
  vi.useRealTimers();
  await clearPhone();
});

describe("what a newer version changes", () => {
  beforeEach(() => preparePhone(alice));

  it("is sorted into new, changed and gone rules, each with its times and its place", async () => {
    network({ [CHANGE]: change({ before: null, after: CREAM }, { before: SAUNA, after: { ...SAUNA, until: "72h & healed" } }, { before: { ...SAUNA, id: "bath", says: "No bath." }, after: null }) });
    show(SheetChangeScreen);
    expect((await card("New")).textContent).toContain("Use the cream.To do · starts: after 24 hours · item 5");
    const changed = await card("Changed");
    expect(within(changed).getByText("No sauna.")).toBeTruthy();
    expect(within(changed).getByText("Ends").nextElementSibling?.textContent).toBe("before: after 48 hours → now: after 72 hours and once your skin has fully healed");
    expect((await card("No longer on the sheet")).textContent).toContain("No bath.Avoid · ends: after 48 hours · item 2");
    expect(screen.getByText("You follow version 1 of “Sheet”. Version 2 would change this for you:")).toBeTruthy();
  });

  it("names each field with its values in words, and the sentence that it replaces", async () => {
    const after: Rule = { ...SAUNA, says: "Stay out of the sauna.", verb: "only", every: "2/day", area: "chin", amount: "6 drops" };
    network({ [CHANGE]: change({ before: { ...SAUNA, every: "always" }, after }) });
    show(SheetChangeScreen);
    const changed = await card("Changed");
    const field = (name: string): string | undefined => within(changed).getByText(name).nextElementSibling?.textContent;
    expect(within(changed).getByText("No sauna.").tagName).toBe("DEL");
    expect(field("Type")).toBe("before: Avoid → now: Only this");
    expect(field("How often")).toBe("before: always → now: 2 times a day");
    expect(field("Area")).toBe("before: not specified → now: Chin");
    expect(field("Amount")).toBe("before: not specified → now: 6 drops");
    expect(within(changed).queryByText("Ends")).toBeNull();
  });

  it("may be nothing that a patient reads", async () => {
    network({ [CHANGE]: change({ before: SAUNA, after: { ...SAUNA, cite: "item 3" } }) });
    show(SheetChangeScreen);
    await screen.findByText("The wording and times of your instructions stay the same.");
    expect(screen.queryByRole("heading", { name: "Changed" })).toBeNull();
  });

  it("is in German where the reader is, and marks what the sheet says as English", async () => {
    await setLanguage("de");
    network({ [CHANGE]: change({ before: null, after: CREAM }) });
    show(SheetChangeScreen);
    const added = await card("Neu");
    expect(added.textContent).toContain("Zu tun · Beginn: nach 24 Stunden");
    expect(within(added).getByText("Use the cream.").lang).toBe("en");
  });

  it("is over if there is no newer version any more", async () => {
    network({ [CHANGE]: { ...change(), to_version: null } });
    show(SheetChangeScreen);
    await screen.findByText("No newer version");
    expect(screen.getByRole("link", { name: "Timeline" }).getAttribute("href")).toBe("/timeline");
    expect(screen.queryByRole("button", { name: "Use new version" })).toBeNull();
  });

  it("says that there is no network, and loads on a retry", async () => {
    show(SheetChangeScreen);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [CHANGE]: change({ before: null, after: CREAM }) });
    tap(await button("Try again"));
    await screen.findByText("Use the cream.");
  });
});

describe("following the newer version", () => {
  beforeEach(() => preparePhone(alice));

  it("is sent once, replaces the sheet on this phone, and shows the timeline", async () => {
    const { answer, arrives } = delayed();
    const sent = vi.fn();
    network({ [CHANGE]: change({ before: null, after: CREAM }), [FOLLOW]: answer });
    const answering = fetch;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
      if (init.method === "POST") sent(init.body);
      return answering(address, init);
    });
    show(SheetChangeScreen);
    const follow = await button("Use new version");
    tap(follow);
    tap(follow);
    expect(follow.getAttribute("aria-busy")).toBe("true");
    expect(await button("Not now")).toHaveProperty("disabled", true);
    arrives(treatment(2));
    await waitFor(() => expect(location.pathname).toBe("/timeline"));
    await screen.findByText("You now follow version 2.");
    expect(sent.mock.calls).toEqual([[JSON.stringify({ to_version: 2 })]]);
    await waitFor(() => expect(current.value?.timeline.sheet.version).toBe(2));
  });

  it("that the server refuses says so, stays on the screen, and can load the changes again", async () => {
    network({ [CHANGE]: change({ before: null, after: CREAM }), [FOLLOW]: refusal("unexpected", 500) });
    show(SheetChangeScreen);
    tap(await button("Use new version"));
    const alert = await screen.findByRole("alert");
    expect(location.pathname).toBe("/sheet-change");
    expect(current.value?.timeline.sheet.version).toBe(1);
    network({ [CHANGE]: { ...change(), to_version: null } });
    tap(within(alert).getByRole("button", { name: "Reload" }));
    await screen.findByText("No newer version");
  });

  it("on a full phone says so, and works on a retry", async () => {
    network({ [CHANGE]: change({ before: null, after: CREAM }), [FOLLOW]: treatment(2) });
    show(SheetChangeScreen);
    const repair = breakStore("treatments");
    tap(await button("Use new version"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    repair();
    tap(await button("Try again"));
    await waitFor(() => expect(location.pathname).toBe("/timeline"));
  });
});

describe("on Today", () => {
  const mention = /^New version of your sheet/;
  const today = (hours: number): void => {
    vi.setSystemTime(Date.parse("2026-11-19T10:00:00Z") + hours * 3_600_000);
    void act(() => void (now.value = Date.now()));
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    today(0);
    await preparePhone(alice);
    network({ [CHANGE]: change({ before: null, after: CREAM }), "GET /api/topics": HEAT });
  });

  it("it is mentioned once the server has answered, and not while the phone is offline", async () => {
    syncOutcome.value = "offline";
    show(Today);
    await screen.findByText(/^You are offline\. What you save stays/);
    expect(screen.queryByRole("link", { name: mention })).toBeNull();
    void act(() => void (syncOutcome.value = "done"));
    expect((await screen.findByRole("link", { name: mention })).getAttribute("href")).toBe("/sheet-change");
    void act(() => void (syncOutcome.value = "offline"));
    await waitFor(() => expect(screen.queryByRole("link", { name: mention })).toBeNull());
  });

  it("it is not mentioned for a day after “not now”, and then again", async () => {
    show(SheetChangeScreen);
    tap(await button("Not now"));
    await waitFor(() => expect(location.pathname).toBe("/"));
    cleanup();
    syncOutcome.value = "done";
    show(Today);
    today(23.9);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(screen.queryByRole("link", { name: mention })).toBeNull();
    cleanup();
    today(24);
    show(Today);
    await screen.findByRole("link", { name: mention });
  });

  it("a version after the postponed one is mentioned at once", async () => {
    show(SheetChangeScreen);
    tap(await button("Not now"));
    await waitFor(() => expect(location.pathname).toBe("/"));
    cleanup();
    network({ [CHANGE]: { ...change({ before: null, after: CREAM }), to_version: 3 } });
    syncOutcome.value = "done";
    show(Today);
    await screen.findByRole("link", { name: mention });
  });

  it.each<[string, Parameters<typeof network>[0]]>([
    ["if there is none", { [CHANGE]: { ...change(), to_version: null } }],
    ["if the server fails", { [CHANGE]: refusal("unexpected", 500) }],
  ])("nothing is mentioned %s", async (_, answers) => {
    network({ ...answers, "GET /api/topics": HEAT });
    syncOutcome.value = "done";
    show(Today);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(screen.queryByRole("link", { name: mention })).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("postponing on a full phone fails, and says so", async () => {
    show(SheetChangeScreen);
    breakStore("values");
    tap(await button("Not now"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    expect(location.pathname).toBe("/sheet-change");
  });
});

describe("a safety correction", () => {
  const corrected: Treatment = { ...treatment(), correction: { version: 2, announced_at: "2026-11-19T10:00:00Z", timeline: timeline(2) } };

  it("is named above the changes, and the clinic is told that it was shown", async () => {
    const calls: string[] = [];
    await preparePhone(alice, { treatments: [corrected] });
    network({ [CHANGE]: change({ before: null, after: CREAM }), [SEEN]: {} });
    const answering = fetch;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
      calls.push(`${init.method ?? "GET"} ${address}`);
      return answering(address, init);
    });
    syncOutcome.value = "done";
    show(SheetChangeScreen);
    await screen.findByText("Safety correction to your sheet");
    await waitFor(() => expect(calls).toContain(SEEN));
  });

  it("is a banner on Today only until the newer version is followed", async () => {
    await preparePhone(alice, { treatments: [corrected] });
    show(Today);
    await screen.findByText("Safety correction to your sheet");
    cleanup();
    await clearPhone();
    await preparePhone(alice);
    show(Today);
    await screen.findByRole("link", { name: /^Check in/ });
    expect(screen.queryByText("Safety correction to your sheet")).toBeNull();
  });
});
