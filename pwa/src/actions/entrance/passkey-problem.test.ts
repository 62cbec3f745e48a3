import { expect, it } from "vitest";
import { Problem } from "../../api";
import { passkeyProblem } from "./passkey-problem";

it.each([
  ["NotAllowedError", "passkey-cancelled"],
  ["AbortError", "passkey-timeout"],
  ["InvalidStateError", "passkey-exists"],
  ["SecurityError", "passkey-unsupported"],
  ["SomethingNew", "passkey-refused"],
])("what the browser calls %s is told as %s", (name, code) => {
  const thrown = new Error("in the browser's words");
  thrown.name = name;
  expect(passkeyProblem(thrown).code).toBe(code);
});

it("a problem of the server stays what it is", () => {
  const refused = new Problem("link-used", 410);
  expect(passkeyProblem(refused)).toBe(refused);
});
