// @vitest-environment jsdom
import { expect, it } from "vitest";
import { fileSize } from "./file-size";

it.each([
  [0, "0 byte"],
  [812, "812 byte"],
  [1_240, "1.2 kB"],
  [34_400_000, "34 MB"],
  [2_100_000_000, "2.1 GB"],
  [7_000_000_000_000, "7,000 GB"],
])("%d bytes are shown as people read them", (bytes, text) => {
  expect(fileSize(bytes)).toBe(text);
});
