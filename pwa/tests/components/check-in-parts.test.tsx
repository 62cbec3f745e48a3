// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { treatment } from "../records";
import { answer, beginEvening, button, endEvening, open, REDNESS, row, saved, yesterday } from "./evening";
import { after, healed, window } from "./made-up";
import { tap, type } from "./phone";

beforeEach(() => beginEvening());
afterEach(endEvening);

describe("what was used and done", () => {
  const sheet = {
    timeline: { ...treatment().timeline, windows: [window("sauna", "avoid", { closes: after(200) }), window("sunscreen", "do")], topics: [] },
  };

  it("is tapped, from the sheet and from last time, with what the sheet says", async () => {
    await open([yesterday({ scores: { redness: 1 }, products: ["Thermal water"] })], sheet);
    tap(await button("Skip question"));
    tap(await button("Sunscreen"));
    tap(await button("Thermal water"));
    tap(await button("Sauna"));
    await screen.findByText("In line with your sheet");
    expect(screen.getByText("Not in line with the sheet")).toBeTruthy();
    expect(screen.getByText("The rule on sauna.")).toBeTruthy();
    expect(screen.getByText(/Nobody blames you/)).toBeTruthy();
    tap(await button("Thermal water"));
    expect(await saved()).toMatchObject({ products: ["Sunscreen"], activities: ["Sauna"] });
  });

  it("is typed, and counts without a tap on Add", async () => {
    await open([], sheet);
    type(await screen.findByRole("textbox", { name: /^What you put on your skin/ }), "Aloe, Cream");
    tap(screen.getAllByRole("button", { name: "Add" })[0] as HTMLElement);
    expect((await button("Aloe")).getAttribute("aria-pressed")).toBe("true");
    type(await screen.findByRole("textbox", { name: /^What you did/ }), "walk");
    expect(await saved()).toMatchObject({ products: ["Aloe", "Cream"], activities: ["walk"] });
  });
});

describe("what the sheet says of a line", () => {
  const windows = [
    window("sauna", "avoid", { closes: after(48) }),
    window("swimming", "avoid", { closes: after(200) }),
    window("driving", "allow", {}, { with: ["sunscreen"] }),
    window("sun", "allow"),
  ];

  it.each([
    ["sauna", "Your sheet no longer forbids this"],
    ["driving", "Your sheet says: only with sunscreen"],
    ["sun", "Your sheet has rules on this"], // swimming outdoors is not allowed
    ["kissing", "Your sheet does not mention this"],
    ["swimming", "Not in line with the sheet"],
  ])("%s: %s", async (line, says) => {
    await open([], { timeline: { ...treatment().timeline, windows, topics: [] } });
    type(await screen.findByRole("textbox", { name: /^What you did/ }), line);
    await screen.findByText(says);
  });

  it("is nothing about a line that it cannot read, or that was not done", async () => {
    await open([], { timeline: { ...treatment().timeline, windows, topics: [] } });
    type(await screen.findByRole("textbox", { name: /^What you did/ }), "xyzzy, no sauna");
    await button("Swimming");
    expect(document.querySelector(".verdict")).toBeNull();
  });
});

describe("a state of the skin", () => {
  const sheet = { timeline: { ...treatment().timeline, windows: [window("mascara", "avoid", { closes: healed })] } };
  const QUESTION = "Has your skin fully healed?";

  it("is answered, and taken back by a second tap", async () => {
    await open([], sheet);
    await answer(QUESTION, "Yes");
    await answer(QUESTION, "Yes");
    await answer(QUESTION, "Not yet");
    expect((await saved()).states).toEqual({ healed: false });
  });

  it("that was confirmed before is asked behind a tap, and can be denied", async () => {
    await open([yesterday({ scores: { redness: 0 }, states: { healed: true } })], sheet);
    tap(await button("Skip question"));
    expect(screen.getByText("What you have confirmed").closest("details")?.contains(await row(QUESTION))).toBe(true);
    await answer(QUESTION, "Not yet");
    expect((await saved()).states).toEqual({ healed: false });
  });
});

it("a sign has a place, and an earlier time is marked", async () => {
  await open([]);
  tap(await screen.findByText("Oozing"));
  fireEvent.change(await screen.findByLabelText("Oozing: where?"), { target: { value: "nose" } });
  fireEvent.input(screen.getByLabelText("When was this?"), { target: { value: "2026-11-21T10:00" } });
  await screen.findByRole("heading", { level: 1, name: "Day 4 · morning" });
  expect(await saved()).toMatchObject({ signs: [{ sign: "oozing", area: "nose" }], back_dated: true });
});

describe("the closing moment", () => {
  const sheet = {
    timeline: { ...treatment().timeline, windows: [window("redness", "expect", { closes: after(200) }), window("sunscreen", "do")] },
  };

  it("counts the days, and quotes the sheet about what was noted", async () => {
    await open([REDNESS], sheet);
    tap(await button(/^Same/));
    await saved();
    expect(screen.getByText("2 of 5 days logged")).toBeTruthy();
    expect(screen.getByText("The rule on redness.")).toBeTruthy();
    expect(screen.getByText("On this device")).toBeTruthy();
  });

  it("quotes a duty when nothing is there, never that something is normal", async () => {
    await open([REDNESS], sheet);
    tap(await button(/^All calm/));
    await saved();
    expect(screen.getByText("The rule on sunscreen.")).toBeTruthy();
  });

  it("counts the days without a total after the course, and quotes no rule of it", async () => {
    await open([REDNESS], { timeline: { ...treatment().timeline, windows: [window("sauna", "avoid", { closes: after(48) }), window("sunscreen", "do")] } });
    tap(await button(/^Same/));
    await saved();
    expect(screen.getByText("You checked in on 2 days.")).toBeTruthy();
    expect(screen.getByText(/^The last dated rule of your sheet ended/)).toBeTruthy();
    expect(document.querySelector("blockquote")).toBeNull();
  });

  it("says nothing that the sheet does not say", async () => {
    await open([REDNESS]);
    tap(await button(/^All calm/));
    await saved();
    expect(document.querySelector("blockquote")).toBeNull();
  });
});
