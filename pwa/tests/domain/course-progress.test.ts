import { describe, expect, test } from "vitest";
import { endOfCourse } from "../../src/domain/course";
import { courseProgress, isBetweenTreatments } from "../../src/domain/course-progress";
import { HOUR } from "../../src/domain/dates";
import type { Timeline } from "../../src/domain/timeline";
import { golden } from "../golden";
import { timeline as undated } from "../records";

const sheets = golden<{ readonly timeline: Timeline }>("replies").map(({ timeline }) => [timeline.sheet.id, timeline] as const);
const confirmed = { healed: 1, calm: 1, shed: 1 };

describe.each(sheets)("the arc of %s", (_name, timeline) => {
  const start = Date.parse(timeline.treated_at);
  const end = endOfCourse(timeline)?.at ?? 0;

  test("grows with the course, and is full only after its end", () => {
    const hours = Array.from({ length: 40 }, (_, place) => start + (place * (end - start)) / 39);
    const ratios = hours.map((now) => courseProgress(timeline, now, {}, false) ?? 0);
    expect(ratios[0]).toBe(0);
    expect(ratios.slice(0, -1).every((ratio) => ratio < 1)).toBe(true);
    expect([...ratios].sort((a, b) => a - b)).toEqual(ratios);
    expect(courseProgress(timeline, end, confirmed, false)).toBe(1);
    expect(isBetweenTreatments(timeline, end, confirmed)).toBe(true);
    expect(isBetweenTreatments(timeline, end - HOUR, confirmed)).toBe(false);
  });

  test("is never full while a finding is open, or a state that belongs to the end is not confirmed", () => {
    expect(courseProgress(timeline, end + 90 * 24 * HOUR, confirmed, true)).toBeLessThan(1);
    const states = endOfCourse(timeline)?.states ?? [];
    if (states.length) expect(courseProgress(timeline, end + HOUR, {}, false)).toBeLessThan(1);
  });
});

test("a sheet without a date has no course to show, and no end", () => {
  expect(courseProgress(undated(), Date.now(), {}, false)).toBeNull();
  expect(isBetweenTreatments(undated(), Date.now(), {})).toBe(false);
});

test("before the treatment nothing has passed", () => {
  const [[, timeline]] = sheets as [(typeof sheets)[number]];
  expect(courseProgress(timeline, Date.parse(timeline.treated_at) - HOUR, {}, false)).toBe(0);
});
