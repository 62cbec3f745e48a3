// @vitest-environment jsdom
/** The parts that all screens share: links, charts, fields, lists, dialogs, and failures. */
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Band } from "../../src/domain/course";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { loadMessages, setLanguage } from "../../src/i18n";
import { ActionError, BottomSheet, Field, go, lazy, Photo, Row, Rows, Screen, Switch, Toasts } from "../../src/ui";
import type { Timeline } from "../../src/domain/timeline";
import { CourseChart, CourseTable } from "../../src/ui/charts";
import { OneTimeLink } from "../../src/ui/one-time-link";
import { Link, useLocation, useSearchParams } from "../../src/ui/router";
import { TopicIcon } from "../../src/ui/topic-icon";
import { completeBrowser, tap, type } from "./phone";

beforeAll(() => loadMessages("core", "problems", "patient"));
beforeEach(() => {
  completeBrowser();
  void act(() => go("/"));
});
afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  await setLanguage("en");
});

describe("a link", () => {
  function Here() {
    const [path, leave] = useLocation();
    const [search] = useSearchParams();
    return (
      <>
        <p>{`At ${path}, day ${search.get("day") ?? "none"}`}</p>
        <Link href="/diary?day=3">Diary</Link>
        <button onClick={() => leave("/share", { replace: true })}>Share</button>
      </>
    );
  }

  it("goes to another screen without loading the page, to its top, and back leads back", async () => {
    const scrolled = vi.fn();
    vi.stubGlobal("scrollTo", scrolled);
    render(<Here />);
    tap(screen.getByRole("link", { name: "Diary" }));
    expect(screen.getByText("At /diary, day 3")).toBeTruthy();
    expect(scrolled).toHaveBeenCalledWith(0, 0);
    history.back();
    await screen.findByText("At /, day none");
  });

  it("that replaces leaves nothing to go back to", () => {
    render(<Here />);
    const before = history.length;
    tap(screen.getByRole("button", { name: "Share" }));
    expect(screen.getByText("At /share, day none")).toBeTruthy();
    expect(history.length).toBe(before);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])("is left to the browser with %o", (how) => {
    render(<Here />);
    window.addEventListener("click", (event) => event.preventDefault(), { once: true }); // jsdom cannot open pages
    screen.getByRole("link", { name: "Diary" }).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...how }));
    expect(location.pathname).toBe("/");
  });
});

describe("the chart of a course", () => {
  const TREATED = "2026-11-18T10:00:00Z";
  const CALENDAR: Pick<Timeline, "treated_at" | "time_zone" | "day_one"> = { treated_at: TREATED, time_zone: "UTC", day_one: 1 };
  const band = (symptom: string, part: Partial<Band> = {}): Band => ({
    ...{ symptom, onset_hours: 0, resolves_least_hours: 24, resolves_surely_hours: 48, until_hours: 48, call_after_hours: null, up_to: null, trend: null, rule_ids: [] },
    ...part,
  });
  const entry = (hours: number, scores: EntryDocument["scores"]): Entry => ({
    ...{ id: String(hours), treatment_id: "treatment", occurred_at: new Date(Date.parse(TREATED) + hours * 3_600_000).toISOString() },
    ...{ document: { ...emptyDocument("UTC"), scores }, revision: 1, edited: false },
  });
  const row = (name: RegExp): HTMLElement => screen.getByRole("img", { name });
  const spans = (name: RegExp, part: string): readonly (readonly [number, number])[] =>
    [...row(name).querySelectorAll(part)].map((each) => [Number(each.getAttribute("x")), Number(each.getAttribute("width"))] as const);
  const day = 320 / 4; // four days wide

  it("shows what the sheet expects: solid up to the earliest end, fading up to the latest", () => {
    render(<CourseChart entries={[]} bands={[band("redness", { onset_hours: 12 })]} timeline={CALENDAR} />);
    expect(spans(/^Redness/, ".course__band:not(.course__band--fading)")).toEqual([[day / 2, day / 2]]);
    expect(spans(/^Redness/, ".course__band--fading")).toEqual([[day, day]]);
    expect(screen.getByText("What the sheet says to expect")).toBeTruthy();
    expect(screen.queryByText("From here on: tell the practitioner")).toBeNull();
    expect(document.querySelector(".course__now")).toBeNull();
  });

  it("does not invent an end: without one the band only fades, and without a beginning there is none", () => {
    const open = band("redness", { resolves_least_hours: null, resolves_surely_hours: null, until_hours: 96 });
    const never = band("itching", { onset_hours: null, resolves_least_hours: null, resolves_surely_hours: null, until_hours: null });
    render(<CourseChart entries={[entry(5, { itching: 1 }), entry(6, { redness: 2 })]} bands={[open, never]} timeline={CALENDAR} />);
    expect(spans(/^Redness/, ".course__band:not(.course__band--fading)")).toEqual([[0, 0]]);
    expect(spans(/^Redness/, ".course__band--fading")).toEqual([[0, 4 * day]]);
    expect(spans(/^Itching/, ".course__band")).toEqual([]);
    expect(row(/^Redness/).getAttribute("aria-label")).toBe("Redness. 6 hours after the treatment: Mild");
  });

  it("ends solid where the latest end is the only one", () => {
    render(<CourseChart entries={[]} bands={[band("redness", { resolves_least_hours: null, until_hours: 48 })]} timeline={CALENDAR} />);
    expect(spans(/^Redness/, ".course__band")).toEqual([[0, 2 * day]]);
  });

  it("marks when to call, and now; a call beyond the days shown is not in the legend", () => {
    const bands = [band("redness", { call_after_hours: 72 })];
    render(<CourseChart entries={[entry(24, { redness: 3 })]} bands={bands} timeline={CALENDAR} nowHours={30} />);
    const lineAt = (part: string): number => Number(row(/^Redness/).querySelector(part)?.getAttribute("x1"));
    expect(lineAt(".course__call")).toBe(3 * day);
    expect(lineAt(".course__now")).toBe((30 / 24) * day);
    expect(screen.getByText("From here on: tell the practitioner")).toBeTruthy();
    cleanup();
    render(<CourseChart entries={[]} bands={[band("redness", { call_after_hours: 24 * 40 })]} timeline={CALENDAR} />);
    expect(screen.queryByText("From here on: tell the practitioner")).toBeNull();
  });

  it("joins the scores in the order of time, and has no band where the sheet is silent", async () => {
    await setLanguage("de");
    render(<CourseChart entries={[entry(48, { redness: 1 }), entry(24, { redness: 4 })]} bands={[]} timeline={CALENDAR} />);
    expect(row(/^Rötung/).getAttribute("aria-label")).toBe("Rötung. 24 Stunden nach der Behandlung: stark. 2 Tage nach der Behandlung: sehr leicht");
    expect(row(/^Rötung/).querySelector(".course__line")?.getAttribute("d")).toBe("M80.0 8.0L160.0 53.0");
    expect(row(/^Rötung/).querySelectorAll(".course__dot")).toHaveLength(2);
    expect(screen.queryByText("Laut Merkblatt zu erwarten")).toBeNull();
  });

  it("has no line for one score, and at most seven days below it", () => {
    render(<CourseChart entries={[entry(24 * 13, { redness: 1 })]} bands={[]} timeline={CALENDAR} />);
    expect(row(/^Redness/).querySelector(".course__line")).toBeNull();
    expect([...document.querySelectorAll(".course__days span")].map((each) => each.textContent)).toEqual(["1", "3", "5", "7", "9", "11", "13"]);
  });

  it("has no line over a day without a score", () => {
    render(<CourseChart entries={[0, 24, 72, 96].map((hours) => entry(hours + 1, { redness: 1 }))} bands={[]} timeline={CALENDAR} />);
    expect(row(/^Redness/).querySelectorAll(".course__line")).toHaveLength(2);
  });

  it("has its days where they are: each at its noon, the first not before the treatment", () => {
    render(<CourseChart entries={[entry(1, { redness: 1 })]} bands={[]} timeline={{ ...CALENDAR, treated_at: "2026-11-18T18:00:00Z", day_one: 0 }} />);
    const days = [...document.querySelectorAll<HTMLElement>(".course__days span")].map((each) => `${each.textContent} ${each.style.getPropertyValue("--at")}`);
    expect(days).toEqual(["0 0.0%", "1 18.8%", "2 43.8%", "3 68.8%"]);
  });

  it("names the strongest and the weakest score of a small row, and all of a large one", () => {
    const scale = (): readonly string[] => [...document.querySelectorAll(".course__scale span")].map((each) => each.textContent);
    const entries = [entry(1, { redness: 1, itching: 2 })];
    render(<CourseChart entries={entries} bands={[]} timeline={CALENDAR} />);
    expect(scale()).toEqual(["Severe", "None", "Severe", "None"]);
    cleanup();
    render(<CourseChart entries={entries} bands={[]} timeline={CALENDAR} only="itching" />);
    expect(scale()).toEqual(["Severe", "Moderate", "Mild", "Very mild", "None"]);
    expect(screen.getAllByRole("img")).toHaveLength(1);
  });

  it("tells a screen reader the latest of many scores, and how many there were before", () => {
    render(<CourseChart entries={Array.from({ length: 25 }, (_, day) => entry(day * 24, { redness: day % 5 }))} bands={[]} timeline={CALENDAR} />);
    expect(row(/^Redness/).getAttribute("aria-label")).toMatch(/^Redness\. 5 earlier scores\. 5 days after the treatment: None\. .*24 days after the treatment: Severe$/);
  });

  it("is there as a table, too: a row per day, the strongest score of the day", () => {
    render(<CourseTable entries={[entry(1, { redness: 2 }), entry(3, { redness: 3, itching: 0 }), entry(49, { itching: 1 })]} bands={[band("swelling")]} timeline={CALENDAR} />);
    const table = screen.getAllByRole("row").map((each) => [...each.querySelectorAll("th, td")].map((cell) => cell.textContent));
    expect(table).toEqual([["Day", "Redness", "Itching"], ["1 Nov 18", "Moderate", "None"], ["3 Nov 20", "–", "Very mild"]]);
  });
});

describe("a failure", () => {
  it("is no failure if the person has changed their mind", () => {
    render(<ActionError problem="passkey-cancelled" retry={() => undefined} />);
    expect(screen.queryByText("That did not work")).toBeNull();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("has its own title and what is safe, and comes into view only if it follows a tap", () => {
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = scrolled;
    const { rerender } = render(<ActionError problem="unexpected" title="Nothing was sent" hint="Your words are still here." />);
    expect(screen.getByRole("alert").textContent).toMatch(/^Nothing was sent.*Your words are still here\.$/);
    expect(screen.queryByRole("button")).toBeNull();
    expect(scrolled).not.toHaveBeenCalled();
    rerender(<ActionError problem={undefined} />);
    expect(screen.queryByRole("alert")).toBeNull();
    rerender(<ActionError problem="offline" />);
    expect(scrolled).toHaveBeenCalledTimes(1);
  });

  it("of a part that could not be loaded can be repeated; once loaded, it is there at once", async () => {
    const load = vi.fn<() => Promise<() => preact.JSX.Element>>().mockRejectedValueOnce(new TypeError("Failed to fetch")).mockResolvedValue(() => <p>Here it is.</p>);
    const Part = lazy(load, () => <p>Wait …</p>);
    render(<Part />);
    expect(screen.getByText("Wait …")).toBeTruthy();
    tap(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByText("Here it is.");
    cleanup();
    render(<Part />);
    expect(screen.getByText("Here it is.")).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("a field", () => {
  function Name({ error }: { error?: string }) {
    const [value, setValue] = useState("");
    return <Field label="Name" value={value} onInput={setValue} optional hint="As on your card." error={error} />;
  }

  it("is described by its hint and by what is wrong, and keeps every letter", () => {
    const { rerender } = render(<Name />);
    const field = screen.getByLabelText<HTMLInputElement>(/^Name/);
    const description = (): string => (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent.trim()).join(" | ");
    type(field, "Alice");
    expect(field.value).toBe("Alice");
    expect(description()).toBe("As on your card.");
    expect(field.getAttribute("aria-invalid")).toBe("false");
    rerender(<Name error="Please enter a name." />);
    expect(description()).toBe("As on your card. | Please enter a name.");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("that is a switch reports what it becomes", () => {
    const changed = vi.fn();
    render(<Switch label="Photos" on={false} onChange={changed} />);
    tap(screen.getByRole("switch", { name: "Photos" }));
    expect(changed).toHaveBeenCalledExactlyOnceWith(true);
  });
});

describe("a list", () => {
  it("has rows that are links, buttons with a control of their own, or neither", () => {
    const tapped = vi.fn();
    const control = vi.fn();
    render(
      <Rows>
        <Row title="A link" href="/share" />
        <Row title="A button" onClick={tapped} control={<button onClick={control}>Done</button>} />
        <Row title="Only text" detail="and a detail" />
      </Rows>,
    );
    tap(screen.getByRole("link", { name: "A link" }));
    expect(location.pathname).toBe("/share");
    tap(screen.getByRole("button", { name: "Done" }));
    expect([tapped.mock.calls.length, control.mock.calls.length]).toEqual([0, 1]);
    tap(screen.getByRole("button", { name: "A button" }));
    expect(tapped).toHaveBeenCalledTimes(1);
    const plain = within(screen.getByText("Only text").closest("li") as HTMLElement);
    expect([plain.queryByRole("link"), plain.queryByRole("button")]).toEqual([null, null]);
  });
});

describe("a dialog", () => {
  it("closes with a tap outside, not with one inside", () => {
    const closed = vi.fn();
    render(<BottomSheet open title="Rule" onClose={closed}><p>Inside</p></BottomSheet>);
    fireEvent.click(screen.getByText("Inside"));
    expect(closed).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("dialog", { name: "Rule" }));
    expect(closed).toHaveBeenCalledTimes(1);
  });
});

describe("a screen", () => {
  it("takes the focus with its title, but not from a person who is typing", () => {
    const { rerender } = render(<Screen title="Sheet" back="/clinic"><input aria-label="Title" /></Screen>);
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
    expect(document.title).toBe("Sheet · Afterglow");
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/clinic");
    screen.getByLabelText("Title").focus();
    rerender(<Screen title="Sheet of peels" back="/clinic"><input aria-label="Title" /></Screen>);
    expect(document.activeElement).toBe(screen.getByLabelText("Title"));
    expect(document.title).toBe("Sheet of peels · Afterglow");
  });

  it("with a quiet title has what is beside it at the top, and no way back unless there is one", () => {
    render(<Screen title="Today" quietTitle beside={<span>Saved</span>}>{null}</Screen>);
    expect(screen.getByText("Saved").closest(".screen__top")).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Back" })).toBeNull();
    expect(screen.getByRole("heading", { level: 1 }).parentElement?.className).toBe("unseen");
  });
});

describe("a picture", () => {
  it("that is not there yet is an empty frame with a name", () => {
    const { rerender } = render(<Photo alt="Left side, day 2" />);
    expect(screen.getByRole("img", { name: "No photo" })).toBeTruthy();
    rerender(<Photo alt="Left side, day 2" src="/api/photos/p" ratio={1} />);
    expect(screen.getByRole("img", { name: "Left side, day 2" }).closest("figure")?.style.getPropertyValue("--ratio")).toBe("1");
  });

  it("of a topic is the first of its names that is drawn, else the one for all others", () => {
    const path = (names: readonly string[]): string | null | undefined => {
      cleanup();
      return render(<TopicIcon names={names} />).container.querySelector("path")?.getAttribute("d");
    };
    expect(path(["new-topic", "sauna", "heat"])).toBe(path(["sauna"]));
    expect(path(["new-topic"])).toBe(path(["other"]));
    expect(path(["sauna"])).not.toBe(path(["other"]));
  });
});

describe("a one-time link", () => {
  const open = (writeText: () => Promise<void>): void => {
    vi.stubGlobal("navigator", { languages: ["en"], clipboard: { writeText } });
    render(<><OneTimeLink url="https://diary.example/join#a" qr="<svg/>" alt="QR code">Valid until tomorrow.</OneTimeLink><Toasts /></>);
    tap(screen.getByRole("button", { name: "Copy link" }));
  };

  it("is copied, and says so", async () => {
    const written = vi.fn(() => Promise.resolve());
    open(written);
    await screen.findByText("The link has been copied.");
    expect(written).toHaveBeenCalledExactlyOnceWith("https://diary.example/join#a");
  });

  it("is still on screen, to be copied by hand, if the browser refuses", async () => {
    open(() => Promise.reject(new DOMException("Not allowed.", "NotAllowedError")));
    await waitFor(() => expect(screen.getAllByText("That did not work").length).toBeGreaterThan(0));
    expect(screen.getByText("https://diary.example/join#a")).toBeTruthy();
    expect(screen.getByRole("img", { name: "QR code" }).getAttribute("src")).toBe("data:image/svg+xml;utf8,%3Csvg%2F%3E");
  });
});
