import { describe, expect, it } from "vitest";
import { notificationOf, pathWithin } from "./notification";

const ORIGIN = "https://diary.example";
const FALLBACK = { title: "Afterglow", body: "There is something new in your diary." };
const message = (notification: unknown) => JSON.stringify({ web_push: 8030, notification });

describe("a push message", () => {
  it("is shown as declared", () => {
    const { title, options } = notificationOf(
      message({ title: "Gym", body: "From now your sheet allows sport.", navigate: `${ORIGIN}/ask?about=gym`, tag: "m1", lang: "en" }),
      FALLBACK,
      ORIGIN,
    );
    expect(title).toBe("Gym");
    expect(options).toMatchObject({ body: "From now your sheet allows sport.", tag: "m1", lang: "en", data: { to: "/ask?about=gym" } });
  });

  it.each([undefined, "", "not json", "null", "[]", "{}", message(null), message({ body: "no title" }), message({ title: 7 })])(
    "falls back to a general text when it cannot be parsed: %s",
    (message) => {
      const { title, options } = notificationOf(message, FALLBACK, ORIGIN);
      expect({ title, body: options.body, to: options.data.to }).toEqual({ ...FALLBACK, to: "/" });
    },
  );

  it("ignores fields of the wrong type", () => {
    const { options } = notificationOf(message({ title: "Gym", body: 4, tag: {}, navigate: 1 }), FALLBACK, ORIGIN);
    expect(options).not.toHaveProperty("body");
    expect(options.data.to).toBe("/");
  });
});

describe("a tap on a notification", () => {
  it.each([
    ["/diary", "/diary"],
    ["https://diary.example/ask?about=gym", "/ask?about=gym"],
    ["https://elsewhere.example/diary", "/"],
    ["//elsewhere.example/diary", "/"],
    ["javascript:alert(1)", "/"],
    ["https://[", "/"],
    ["https://diary.example.elsewhere.example/", "/"],
    [undefined, "/"],
  ])("on %s leads to %s and never to another origin", (address, path) => {
    expect(pathWithin(address, ORIGIN)).toBe(path);
  });
});
