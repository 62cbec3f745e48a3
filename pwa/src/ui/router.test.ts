import { describe, expect, it } from "vitest";
import { matched } from "./router";

describe("a path", () => {
  it.each([
    ["/", "/", {}],
    ["/diary", "/diary", {}],
    ["/diary", "/diary/", {}],
    ["/practice/review/:id", "/practice/review/7", { id: "7" }],
    ["/practice/review/:id", "/practice/review/a%20b", { id: "a b" }],
    ["/practice/review/:id", "/practice/review/%", { id: "%" }],
  ])("%s has the form of %s", (pattern, path, params) => {
    expect(matched(pattern, path)).toEqual(params);
  });

  it.each([
    ["/diary", "/"],
    ["/", "/diary"],
    ["/diary", "/diary/7"],
    ["/practice/review/:id", "/practice/review"],
    ["/practice/review/:id", "/practice/review/"],
    ["/practice/review/:id", "/practice/treatments/7"],
    ["/diary", "/Diary"],
  ])("%s has not the form of %s", (pattern, path) => {
    expect(matched(pattern, path)).toBeUndefined();
  });
});
