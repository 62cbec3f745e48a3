// @vitest-environment jsdom
/** The exact pickers of a rule: every kind of time, and every recurrence. */
import "fake-indexeddb/auto";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadMessages } from "../../src/i18n";
import { EveryPicker } from "../../src/screens/author/pickers/every-picker";
import { TimePicker } from "../../src/screens/author/pickers/time-picker";
import { everyWords } from "../../src/screens/author/words/every-text";
import { timeWords } from "../../src/screens/author/words/time-words";
import type { InGroup } from "./desk";
import { choose, tap, type } from "./phone";

const nameOf = (topic: string): string => topic.replaceAll("-", " ");

/** The TIME or the recurrence as the rule has it by now, and in words. */
let written: string | undefined;
const words = (): string => screen.getByTestId("words").textContent;

function Time({ role, start }: { role: "from" | "until"; start: string | undefined }) {
  const [value, setValue] = useState(start);
  written = value;
  return (
    <>
      <p data-testid="words">{value === undefined ? "" : timeWords(value, role, nameOf)}</p>
      <TimePicker role={role} value={value} onChange={setValue} nameOf={nameOf} />
    </>
  );
}

function Every({ start }: { start: string | undefined }) {
  const [value, setValue] = useState(start);
  written = value;
  return (
    <>
      <p data-testid="words">{value === undefined ? "" : everyWords(value, nameOf)}</p>
      <EveryPicker value={value} onChange={setValue} nameOf={nameOf} />
    </>
  );
}

const ASK = "Please enter a number";
const FIX = "Please enter whole numbers, the smaller one first.";

/** Open the exact pickers of an end, or of a beginning. */
function exact(start: string | undefined = "24h", role: "from" | "until" = "until"): InGroup {
  render(<Time role={role} start={start} />);
  tap(screen.getByLabelText("other …"));
  return within(document.body);
}

/** Open the list of usual recurrences, then the exact pickers. */
function exactEvery(start?: string, kind?: string): InGroup {
  render(<Every start={start} />);
  choose(screen.getByLabelText("How often"), "other …");
  if (kind !== undefined) choose(screen.getByLabelText("Kind of repetition"), kind);
  return within(document.body);
}

const alertText = (): string => screen.getByRole("alert").textContent.trim();

function write(field: HTMLElement, text: string): void {
  fireEvent.input(field, { target: { value: "" } });
  type(field, text);
}

/** What the rule had before is still all that it has, and nobody is scolded for what they have not typed yet. */
function expectUnwritten(before: string | undefined): void {
  expect([written, screen.queryByRole("alert")]).toEqual([before, null]);
}

/** Type the numbers of a range, the larger one first. */
function writeRange(fields: InGroup, least: string, most: string): void {
  expectUnwritten("24h");
  write(fields.getByLabelText(/^to/), most);
  expectUnwritten("24h"); // the first number is missing
  write(fields.getByLabelText("Number"), least);
}

beforeAll(() => loadMessages("core", "problems", "practitioner", "author", "review"));
afterEach(cleanup);

describe("the kind of an end", () => {
  it.each<[string, (fields: InGroup) => void, string]>([
    ["a numbered day, such as day 4", (fields) => (expectUnwritten("24h"), write(fields.getByLabelText("Day"), "5")), "until day 5 begins"],
    ["a numbered day, such as day 4", (fields) => (write(fields.getByLabelText(/^at the latest/), "7"), expectUnwritten("24h"), write(fields.getByLabelText("Day"), "3")), "until day 3 begins, or day 7 at the latest"],
    ["a time of day", (fields) => (choose(fields.getByLabelText("Time of day"), "evening"), write(fields.getByLabelText("Days after the treatment"), "2")), "until the evening 2 days later"],
    ["the state of the skin", (fields) => choose(fields.getByLabelText("State"), "flaking is over"), "until flaking is over"],
    ["the state of the skin", (fields) => (choose(fields.getByLabelText("State"), "something is used up"), type(fields.getByLabelText("What"), "night cream")), "until “night cream” is used up"],
    ["something the patient does", (fields) => choose(fields.getByLabelText("When"), "before"), "until just before washing"],
    ["something the patient does", (fields) => choose(fields.getByLabelText("Action"), "exercise"), "until after exercise"],
    ["something the patient does", (fields) => (choose(fields.getByLabelText("Action"), "something else"), write(fields.getByLabelText("Name of the action"), "Sun bath")), "until after “sun bath”"],
    ["another session", (fields) => writeRange(fields, "4", "8"), "until 4 to 8 weeks after the last session"],
    ["another session", (fields) => (writeRange(fields, "4", "6"), choose(fields.getByLabelText("When"), "before the next session")), "until 4 to 6 weeks before the next session"],
    ["no time in the text", (fields) => expect(fields.getByText(/^Your patients will see that the number is missing/)).toBeTruthy(), "for a time that is missing from the text"],
  ])("can be %s", (kind, fill, read) => {
    const fields = exact();
    choose(fields.getByLabelText("Kind of time"), kind);
    fill(fields);
    expect(words()).toBe(read);
  });

  it("can be a length, which is at least, up to or about so long, in any unit", () => {
    const fields = exact();
    choose(fields.getByLabelText("How exact"), "at least");
    choose(fields.getByLabelText("Unit"), "days");
    write(fields.getByLabelText("Number"), "3");
    expect([words(), written]).toEqual(["for at least 3 days", ">=3d"]);
    choose(fields.getByLabelText("When"), "before the treatment");
    expect(fields.queryByLabelText("How exact")).toBeNull(); // "at least 3 days before" would say nothing
    expect(words()).toBe("until 3 days before the treatment");
  });

  it("shows both units of a length from one to another", () => {
    const fields = exact("36h-3d");
    const [first, last] = fields.getAllByLabelText<HTMLSelectElement>("Unit") as [HTMLSelectElement, HTMLSelectElement];
    expect([first.value, last.value]).toEqual(["h", "d"]);
    choose(last, "weeks");
    expect(words()).toBe("for 36 hours to 3 weeks");
    choose(first, "days");
    expect([alertText(), written]).toEqual([FIX, "36h-3w"]); // 36 days are longer than 3 weeks
    write(fields.getByLabelText("Number"), "5");
    expect([words(), screen.queryByRole("alert")]).toEqual(["for 5 days to 3 weeks", null]);
  });

  it.each([
    ["a length of time", "Number", "after 6 hours"],
    ["a numbered day, such as day 4", "Day", "from day 6"],
    ["another session", "Number", "from 6 weeks after the last session"],
  ])("%s begins empty: it asks for its number, and writes nothing before", (kind, label, read) => {
    const fields = exact("healed", "from");
    choose(fields.getByLabelText("Kind of time"), kind);
    const number = fields.getByLabelText<HTMLInputElement>(label);
    expect([number.value, fields.getAllByText(ASK).length]).toEqual(["", 1]);
    expectUnwritten("healed");
    type(number, "6");
    expect([fields.queryByText(ASK), fields.getByLabelText(label)]).toEqual([null, number]); // the same field, which keeps the focus
    expect(words()).toBe(read);
  });

  it.each([
    ["a length of time", "Number", "2", "2h"],
    ["a numbered day, such as day 4", "Day", "3", "D3"],
    ["a time of day", "Days after the treatment", "1", "morning+1"],
  ])("%s is not changed by half a number, which says what is missing", (kind, label, number, stays) => {
    const fields = exact("healed");
    choose(fields.getByLabelText("Kind of time"), kind);
    const field = fields.getByLabelText(label);
    fireEvent.input(field, { target: { value: number } });
    for (const half of ["x", ""]) {
      fireEvent.input(field, { target: { value: half } });
      expect([alertText(), written]).toEqual([FIX, stays]);
    }
  });

  it("counts in the unit that is picked, before or after its number is typed", () => {
    const fields = exact("healed");
    choose(fields.getByLabelText("Kind of time"), "a length of time");
    choose(fields.getByLabelText("Unit"), "days");
    expectUnwritten("healed");
    write(fields.getByLabelText("Number"), "10");
    expect(words()).toBe("for 10 days");
    choose(fields.getByLabelText("Unit"), "weeks");
    expect(words()).toBe("for 10 weeks");
  });

  it("that waits for something to be gone wants its name", () => {
    const fields = exact();
    choose(fields.getByLabelText("Kind of time"), "the state of the skin");
    choose(fields.getByLabelText("State"), "something is gone");
    const name = fields.getByLabelText<HTMLInputElement>("What");
    expect([name.value, alertText(), words()]).toEqual(["", "Please enter a name.", "until the skin has healed"]); // the last whole time stays
    type(name, "Redness");
    expect([words(), screen.queryByRole("alert")]).toEqual(["until nothing is left of “redness”", null]);
  });

  it("that is an act has some time before or after it", () => {
    const fields = exact();
    choose(fields.getByLabelText("Kind of time"), "something the patient does");
    choose(fields.getByLabelText("Extra time"), "some time before or after");
    expectUnwritten("after(wash)");
    write(fields.getByLabelText("Number"), "30");
    expect(words()).toBe("until 30 minutes after washing");
    choose(fields.getAllByLabelText("When")[1] as HTMLElement, "before that");
    expect(words()).toBe("until 30 minutes before washing");
    choose(fields.getByLabelText("Extra time"), "none");
    expect(words()).toBe("until after washing");
  });

  it.each([
    ["a time of day", "morning+1", "until 2 days after the next morning"],
    ["the state of the skin", "healed", "until 2 days after the skin has healed"],
  ])("that is %s takes such a time too", (kind, before, read) => {
    const fields = exact();
    choose(fields.getByLabelText("Kind of time"), kind);
    choose(fields.getByLabelText("Extra time"), "some time before or after");
    expectUnwritten(before);
    write(fields.getByLabelText("Number"), "2");
    choose(fields.getByLabelText("Unit"), "days");
    expect(words()).toBe(read);
  });

  it("that only this sheet names is shown in its fields, and cannot lose its name", () => {
    const fields = exact("after(sun-bath)+2h");
    const name = fields.getByLabelText<HTMLInputElement>("Name of the action");
    expect([name.value, fields.getByLabelText<HTMLSelectElement>("Extra time").value]).toEqual(["sun bath", "some"]);
    fireEvent.input(name, { target: { value: " " } });
    expect([alertText(), written]).toEqual(["Please enter a name.", "after(sun-bath)+2h"]);
  });

  it("is taken away again", () => {
    const fields = exact();
    choose(fields.getByLabelText("Kind of time"), "no end");
    expect(written).toBeUndefined();
    expect(fields.getByLabelText<HTMLSelectElement>("Kind of time").value).toBe("none");
    choose(fields.getByLabelText("Kind of time"), "no end");
    expect(written).toBeUndefined();
  });

  it("is set anew where the fields cannot show it", () => {
    const fields = exact("24h & healed / 7d");
    expect(fields.getByText("This time stays as it is. You can set a new one.")).toBeTruthy();
    tap(fields.getByRole("button", { name: "Set new" }));
    choose(fields.getByLabelText("Kind of time"), "a length of time");
    expectUnwritten("24h & healed / 7d");
    type(fields.getByLabelText("Number"), "36");
    expect(words()).toBe("for 36 hours");
    expect(fields.queryByRole("button", { name: "Set new" })).toBeNull();
  });

  it("is taken away where the fields cannot show it", () => {
    const fields = exact("24h & healed / 7d");
    tap(fields.getByRole("button", { name: "Set new" }));
    choose(fields.getByLabelText("Kind of time"), "a numbered day, such as day 4");
    choose(fields.getByLabelText("Kind of time"), "no end");
    expect(written).toBeUndefined();
  });
});

describe("two times together", () => {
  /** Add a time of this kind, which writes nothing yet. */
  const add = (fields: InGroup): HTMLElement => {
    const before = written;
    tap(fields.getByRole("button", { name: "Add second time" }));
    expect(fields.queryByRole("button", { name: "Add second time" })).toBeNull(); // one after the other
    expectUnwritten(before);
    return fields.getAllByLabelText("Kind of time").at(-1) as HTMLElement;
  };

  it("are both to be reached, or the first of them, and one is removed again", () => {
    const fields = exact();
    choose(add(fields), "the state of the skin");
    expect(words()).toBe("until the skin has healed, at least 24 hours");
    choose(fields.getByLabelText("Together with"), "whichever comes first");
    expect(written).toBe("24h / healed");
    choose(add(fields), "a length of time");
    expectUnwritten("24h / healed");
    type(fields.getAllByLabelText("Number").at(-1) as HTMLElement, "48"); // stops where the field loses the focus
    expect(written).toBe("24h / healed / 48h");
    tap(fields.getByRole("button", { name: "Remove time 3" }));
    tap(fields.getByRole("button", { name: "Remove time 1" }));
    expect(words()).toBe("until the skin has healed");
    expect(fields.queryByRole("button", { name: /^Remove time/ })).toBeNull();
  });

  it("are joined as chosen before the second is whole", () => {
    const fields = exact();
    choose(add(fields), "a numbered day, such as day 4");
    choose(fields.getByLabelText("Together with"), "whichever comes first");
    expectUnwritten("24h");
    type(fields.getByLabelText("Day"), "3");
    expect(written).toBe("24h / D3");
  });

  it.each<[string, (fields: InGroup) => void]>([
    ["no end", (fields) => choose(fields.getAllByLabelText("Kind of time")[1] as HTMLElement, "no end")],
    ["its removal", (fields) => tap(fields.getByRole("button", { name: "Remove time 2" }))],
  ])("stay one if the second is given up by %s", (_, giveUp) => {
    const fields = exact();
    choose(add(fields), "a length of time");
    giveUp(fields);
    expectUnwritten("24h");
    expect(fields.getAllByLabelText("Kind of time")).toHaveLength(1);
    expect(fields.getByRole("button", { name: "Add second time" })).toBeTruthy();
  });

  it("leave the other when one gets no time", () => {
    const [first] = exact("24h & healed").getAllByLabelText("Kind of time");
    choose(first as HTMLElement, "no end");
    expect(words()).toBe("until the skin has healed");
  });
});

describe("the beginning of a rule", () => {
  it("is the treatment until a time is chosen", () => {
    render(<Time role="from" start={undefined} />);
    expect(screen.getByLabelText<HTMLInputElement>("at once").checked).toBe(true);
    tap(screen.getByLabelText("other …"));
    expectUnwritten(undefined);
    choose(screen.getByLabelText("Kind of time"), "a numbered day, such as day 4");
    expectUnwritten(undefined);
    choose(screen.getByLabelText("Kind of time"), "a time of day");
    expect(words()).toBe("from the next morning");
  });
});

describe("how often", () => {
  it("is chosen from the usual recurrences, or not stated", () => {
    render(<Every start={undefined} />);
    choose(screen.getByLabelText("How often"), "in the morning and in the evening");
    expect(written).toBe("morning+evening");
    choose(screen.getByLabelText("How often"), "not stated");
    expect(written).toBeUndefined();
  });

  it("is a number of times in a time", () => {
    const fields = exactEvery(undefined, "a number of times");
    expect(words()).toBe("twice a day");
    write(fields.getByLabelText(/^to/), "4");
    choose(fields.getByLabelText("Unit"), "a week");
    choose(fields.getByLabelText("How exact"), "at least");
    expect([words(), written]).toEqual(["at least 2 to 4 times a week", ">=2-4/week"]);
  });

  it.each([["x", "", "4/day"], ["3", "2", "4/day"], ["100", "", "10/day"]])("is not “%s to %s times”: the fields say so, and the rule stays", (least, most, stays) => {
    const fields = exactEvery("4/day");
    write(fields.getByLabelText(/^to/), most);
    write(fields.getByLabelText("Number"), least);
    expect([alertText(), written]).toEqual([FIX, stays]);
  });

  it("is an interval", () => {
    const fields = exactEvery(undefined, "at intervals");
    choose(fields.getByLabelText("Unit"), "days");
    write(fields.getByLabelText("Number"), "3");
    expect(words()).toBe("every 3 days");
  });

  it("is every time that the patient does something, also what only this sheet names", () => {
    const act = exactEvery("each sun-bath").getByLabelText<HTMLSelectElement>("Action");
    expect(act.value).toBe("sun-bath");
    choose(act, "exercise");
    expect(words()).toBe("every time you exercise");
    expect(within(act).queryByRole("option", { name: /sun/ })).toBeNull();
  });

  it("is at times of day, of which one at least stays", () => {
    const fields = exactEvery(undefined, "at times of day");
    tap(fields.getByLabelText("midday"));
    expect(written).toBe("morning+noon+evening"); // in the order of the day
    for (const part of ["morning", "midday", "evening"]) tap(fields.getByLabelText(part));
    expect(written).toBe("evening");
  });

  it.each(["always", "once", "as needed"])("is “%s”, without more fields", (kind) => {
    const fields = exactEvery(undefined, kind);
    expect(words()).toBe(kind);
    expect(fields.queryByLabelText("Unit")).toBeNull();
    choose(fields.getByLabelText("Kind of repetition"), "not stated");
    expect(written).toBeUndefined();
  });

  it("is set anew where the fields cannot show it", () => {
    const fields = exactEvery("when the moon is full");
    expect(fields.queryByLabelText("Kind of repetition")).toBeNull();
    tap(fields.getByRole("button", { name: "Set new" }));
    expect(words()).toBe("once a day");
  });

  it("shows in its numbers what it has become by undo", () => {
    const { rerender } = render(<EveryPicker value="4/day" onChange={() => undefined} nameOf={nameOf} />);
    choose(screen.getByLabelText("How often"), "other …");
    rerender(<EveryPicker value="5-6/day" onChange={() => undefined} nameOf={nameOf} />);
    expect([/^Number/, /^to/].map((label) => screen.getByLabelText<HTMLInputElement>(label).value)).toEqual(["5", "6"]);
  });
});

describe("an end that becomes another by undo", () => {
  it("is shown in the fields", () => {
    const picker = (value: string) => <TimePicker role="until" value={value} onChange={() => undefined} nameOf={nameOf} />;
    const { rerender } = render(picker("24h"));
    tap(screen.getByLabelText("other …"));
    rerender(picker("5d"));
    expect([screen.getByLabelText<HTMLInputElement>("Number").value, screen.getByLabelText<HTMLSelectElement>("Unit").value]).toEqual(["5", "d"]);
  });
});
