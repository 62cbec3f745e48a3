// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, screen } from "@testing-library/preact";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { topicData, topicTree } from "../../src/domain/topics";
import { start } from "../../src/screens/author/phone/phone";
import { documentOf, entriesOf, reportable, statesAt, type PhoneScreen, type Scene, type ToPhone } from "../../src/screens/author/phone/scene";
import { now } from "../../src/state/clock";
import { builtIn } from "../topics";
import { course, window as rule } from "./made-up";
import { completeBrowser, tap, type } from "./phone";

const tree = topicTree(builtIn());
const scene: Scene = { timeline: course, hour: 30, reports: {}, language: "en", theme: "light", clinic: "Lindenhof", practitioner: "Bob" };

function send(event: Event): void {
  void act(() => {
    dispatchEvent(event);
  });
}

describe("the phone in the frame", () => {
  const posted = vi.fn();
  const receive = (data: ToPhone): void => send(new MessageEvent("message", { data, source: window }));
  const showScene = (part: Partial<Scene> = {}, on: PhoneScreen = "today"): void => receive({ type: "scene", scene: { ...scene, ...part }, screen: on });

  beforeAll(() => {
    completeBrowser();
    window.postMessage = posted;
    const root = document.body.appendChild(document.createElement("div"));
    start(root); // as the frame does: once
    receive({ type: "topics", data: structuredClone(topicData(tree)) });
  });

  it("says that it is ready", () => {
    expect(posted).toHaveBeenCalledWith("phone-ready", origin);
  });

  it("ignores messages that are not the page's", () => {
    posted.mockClear();
    for (const data of ["axe.respondable", null, { type: "ping" }]) send(new MessageEvent("message", { data, source: window }));
    send(new MessageEvent("message", { data: { type: "scene" }, source: null }));
    expect(posted).not.toHaveBeenCalled();
  });

  it("shows the patient's own Today at the hour of the scene", async () => {
    showScene();
    await screen.findByText("30 hours");
    expect(screen.getByText("Day 2")).toBeTruthy();
    await screen.findByRole("button", { name: /^Sauna not allowed before/ });
    showScene({ hour: 50 });
    await screen.findByRole("button", { name: "Sauna ban ended" });
    expect(screen.getByText("Day 3")).toBeTruthy();
  });

  it("stops the clock at the scene while the app's goes on", async () => {
    showScene({ hour: 30 });
    await screen.findByText("30 hours");
    void act(() => {
      now.value = Date.now();
    });
    expect(now.value).toBe(Date.parse(course.treated_at) + 30 * 3_600_000);
  });

  it("speaks the patient's language", async () => {
    showScene({ language: "de" });
    await screen.findByText("30 Stunden");
    tap(await screen.findByRole("button", { name: /^Sauna nicht vor/ }));
    await screen.findByText("Die Regel zur Sauna.");
    tap(screen.getByRole("button", { name: "Schließen" }));
    expect(document.documentElement.lang).toBe("de");
    showScene();
    await screen.findByText("30 hours");
  });

  it("counts what the patient has reported by then", async () => {
    showScene({ hour: 40 });
    await screen.findByText("40 hours");
    await screen.findByRole("button", { name: "Mascara not yet: once healed" });
    showScene({ hour: 41, reports: { healed: 35 } });
    await screen.findByRole("button", { name: "Mascara ban ended" });
  });

  it("explains controls that would save or leave, and does nothing else", async () => {
    showScene();
    await screen.findByText("30 hours");
    posted.mockClear();
    tap(await screen.findByRole("link", { name: /^Check in/ }));
    expect(posted).toHaveBeenCalledExactlyOnceWith("phone-inert", origin);
    expect(location.pathname).toBe("/");
    tap(screen.getByRole("button", { name: /^Sauna/ }));
    expect(await screen.findByText("From “Sheet”: 1")).toBeTruthy();
    expect(posted).toHaveBeenCalledOnce();
  });

  it("answers what is typed key by key, at the hour of the scene, with the rule and its place", async () => {
    showScene({}, "ask");
    type(await screen.findByRole("searchbox"), "can I use the sauna?");
    tap(screen.getByRole("button", { name: "Ask" }));
    await screen.findByRole("heading", { name: /^No\.\s*Sauna: not before/ });
    expect(screen.getByText("From “Sheet”: 1")).toBeTruthy();
    showScene({ hour: 60 }, "ask");
    await screen.findByRole("heading", { name: "Sauna: no longer forbidden. Your sheet says nothing more." });
  });

  it("knows the sheet's own topics", async () => {
    showScene({ hour: 3 }, "ask");
    const field = await screen.findByRole<HTMLInputElement>("searchbox");
    field.value = "";
    type(field, "lint wrap");
    tap(screen.getByRole("button", { name: "Ask" }));
    await screen.findByRole("heading", { name: /^Gauze: not before|^No\.\s*Gauze: not before/ });
  });
});

describe("a made-up diary", () => {
  it("holds everything that the sheet waits for and a diary can say", () => {
    const act = { least_at: null, surely_at: null, state: null, act: "after(wash)", kind: "act", text: "" } as const;
    const usedUp = { ...act, act: null, state: "used-up(cream)", kind: "state" } as const;
    const gone = { ...act, act: "gone(redness)" } as const;
    const windows = [...course.windows, rule("bath", "avoid", { closes: act }), rule("cream", "do", { closes: usedUp }), rule("acid", "avoid", { closes: gone, unless: ["now:irritated", "now:sore", "now:fever"] })];
    expect(reportable({ ...course, windows })).toEqual(["healed", "act:wash", "gone(redness)", "now:fever", "now:irritated", "now:redness", "now:sore", "used-up(cream)"]);
  });

  it.each([
    ["healed", { states: { healed: true } }],
    ["act:wash", { acts: ["wash"] }],
    ["used-up(cream)", { acts: ["used-up(cream)"] }],
    ["gone(redness)", { scores: { redness: 0 } }],
    ["now:sore", { scores: { tenderness: 2 } }],
    ["now:fever", { signs: [{ sign: "fever", area: null }] }],
    ["now:irritated", null],
    ["gone(rash)", null],
  ])("says %s as %j", (report, expected) => {
    expect(documentOf(report)).toEqual(expected);
  });

  it("has no entries after the moment that is shown", () => {
    const at = { timeline: course, reports: { healed: 40, "act:wash": 10 }, hour: 20 };
    expect(entriesOf(at).map(({ id }) => id)).toEqual(["act:wash"]);
    expect(statesAt({ ...at, reports: { "used-up(cream)": 10 } })).toHaveProperty(["used-up(cream)"], Date.parse(course.treated_at) + 10 * 3_600_000);
    expect(statesAt({ ...at, hour: 40 })).toHaveProperty("healed", Date.parse(course.treated_at) + 40 * 3_600_000);
  });
});
