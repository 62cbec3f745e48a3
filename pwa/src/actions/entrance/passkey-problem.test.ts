import { expect, it } from "vitest";
import { Problem } from "../../api";
import { passkeyProblem } from "./passkey-problem";

it.each([
  ["NotAllowedError", "passkey-cancelled"],
  ["AbortError", "passkey-timeout"],
  ["InvalidStateError", "passkey-exists"],
  ["SecurityError", "passkey-unsupported"],
  ["SomethingNew", "passkey-refused"],
])("a browser error %s becomes the code %s", (name, code) => {
  const thrown = new Error("the browser's message");
  thrown.name = name;
  expect(passkeyProblem(thrown).code).toBe(code);
});

it("a problem of the server is passed through", () => {
  const refused = new Problem("link-used", 410);
  expect(passkeyProblem(refused)).toBe(refused);
});
