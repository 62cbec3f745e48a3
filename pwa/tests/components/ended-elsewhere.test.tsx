// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadMessages } from "../../src/i18n";
import SignIn from "../../src/screens/entrance/sign-in";
import { forgetPerson } from "../../src/state/auth-session";
import { sessionEnd } from "../../src/state/session-end";
import { clearPhone, completeBrowser, network, show } from "./phone";

beforeEach(async () => {
  completeBrowser();
  network({});
  await loadMessages("core", "problems", "entrance");
  forgetPerson();
});
afterEach(async () => {
  sessionEnd.value = undefined;
  await clearPhone();
});

describe("the sign-in screen of a phone that was emptied from another device", () => {
  it.each([
    ["device-signed-out", 0, "Signed outThis device was signed out from another device. What was already sent has been deleted here."],
    ["device-signed-out", 2, "2 changes are only on this device. Sign in again to send them."],
    ["account-disabled", 0, "Account disabledThis account has been disabled. What was already sent has been deleted from this device."],
    ["account-disabled", 1, "1 change is only on this device."],
    ["account-erased", 0, "Account erasedYour account was erased on another device. Your diary is gone from this device, too."],
    ["account-erased", 1, "1 change that was not sent is gone with it."],
  ] as const)("says so after %s with %d unsent changes", (code, unsent, text) => {
    sessionEnd.value = { code, unsent };
    show(SignIn);
    expect(screen.getByRole("main").textContent).toContain(text);
  });

  it("says nothing otherwise", () => {
    show(SignIn);
    expect(screen.queryByText(/another device/)).toBeNull();
  });
});
