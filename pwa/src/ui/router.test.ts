import { describe, expect, it } from "vitest";
import { matched } from "./router";

describe("a path", () => {
  it.each([
    ["/", "/", {}],
    ["/diary", "/diary", {}],
    ["/diary", "/diary/", {}],
    ["/clinic/review/:id", "/clinic/review/7", { id: "7" }],
    ["/clinic/review/:id", "/clinic/review/a%20b", { id: "a b" }],
    ["/clinic/review/:id", "/clinic/review/%", { id: "%" }],
  ])("%s matches %s", (pattern, path, params) => {
    expect(matched(pattern, path)).toEqual(params);
  });

  it.each([
    ["/diary", "/"],
    ["/", "/diary"],
    ["/diary", "/diary/7"],
    ["/clinic/review/:id", "/clinic/review"],
    ["/clinic/review/:id", "/clinic/review/"],
    ["/clinic/review/:id", "/clinic/treatments/7"],
    ["/diary", "/Diary"],
  ])("%s does not match %s", (pattern, path) => {
    expect(matched(pattern, path)).toBeUndefined();
  });
});
