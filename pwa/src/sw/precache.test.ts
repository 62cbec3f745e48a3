import { expect, it } from "vitest";
import { precachedAddress } from "./precache";

const ORIGIN = "https://diary.example";
const addressFor = (path: string, mode = "navigate", method = "GET") => precachedAddress({ url: new URL(path, ORIGIN).href, mode, method }, ORIGIN);

it.each(["/", "/diary", "/clinic/review/1", "/join"])("every page of the app is served from index.html: %s", (path) => {
  expect(addressFor(path)).toBe(`${ORIGIN}/index.html`);
});

it("a file of the app is cached under its own URL", () => {
  expect(addressFor("/assets/index-1a2b3c4d.js", "cors")).toBe(`${ORIGIN}/assets/index-1a2b3c4d.js`);
});

it.each([
  ["/api/my/changes?after=0", "cors", "GET"],
  ["/api/photos/1/display", "no-cors", "GET"],
  ["/api/calendar.ics", "navigate", "GET"],
  ["/docs", "navigate", "GET"],
  ["/metrics", "navigate", "GET"],
  ["/", "navigate", "POST"],
  ["https://elsewhere.example/x.js", "cors", "GET"],
])("never cached: %s (%s, %s)", (path, mode, method) => {
  expect(addressFor(path, mode, method)).toBeUndefined();
});
