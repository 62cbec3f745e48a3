import { expect, test } from "vitest";
import { isTimeline } from "../../src/api/documents";
import type { Timeline } from "../../src/domain/timeline";
import { golden } from "../golden";

test.each(["answers", "today"])("every timeline that the server compiles passes: %s", (file) => {
  const cases = golden<{ readonly name: string; readonly timeline: Timeline }>(file);
  expect(cases.filter(({ timeline }) => !isTimeline(timeline)).map(({ name }) => name)).toEqual([]);
  expect(cases.length).toBeGreaterThan(0);
});
