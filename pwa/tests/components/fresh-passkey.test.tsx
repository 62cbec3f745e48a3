// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../../src/shell/app";
import { go } from "../../src/ui";
import { browserWithoutPasskeys, browserWithPasskeys, CONFIRM, CONFIRMED, guardedNetwork, PASSKEYS, REGISTER, REGISTERED } from "./passkeys";
import { alice, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap, type Sent } from "./phone";

const CREATE = "POST /api/my/recovery-links";
const LINK = { url: "https://diary.example/sign-in#abc", qr_svg: "<svg/>", expires_at: "2027-11-21T10:30:00Z" };

const calls = (sent: readonly Sent[], of: string) => sent.filter(({ call }) => call === of).length;
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const dialog = () => screen.findByRole("dialog", { name: "Is this you?" });
const closed = () => waitFor(() => expect(screen.queryByRole("button", { name: "Use your passkey" })).toBeNull());

/** Ask for a recovery link in the settings, which the server guards. */
async function askForLink(): Promise<void> {
  show(App);
  tap(await button("Create link"));
  await button("Use your passkey");
}

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await preparePhone(alice, {});
  go("/settings/new-phone");
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await clearPhone();
});

describe("an action that needs a fresh passkey", () => {
  it("asks for it, says why, and goes on by itself", async () => {
    const sent = guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    expect((await dialog()).textContent).toContain("so that nobody else with your unlocked device can do this");
    tap(await button("Use your passkey"));
    await screen.findByText(LINK.url);
    await closed();
    expect([calls(sent, CREATE), calls(sent, CONFIRMED)]).toEqual([2, 1]);
    expect(sent.find(({ call }) => call === CONFIRMED)?.body).toMatchObject({ ceremony_id: "c3", credential: { id: "key" } });
  });

  it("that is cancelled changes nothing, and can be tried again", async () => {
    const sent = guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    tap(await button("Cancel"));
    expect((await screen.findByRole("alert")).textContent).toContain("No passkey was chosen, and nothing was changed");
    await closed();
    expect(calls(sent, CREATE)).toBe(1);
    tap(await button("Try again"));
    tap(await button("Use your passkey"));
    await screen.findByText(LINK.url);
  });

  it.each([
    ["with Escape", (sheet: HTMLElement) => fireEvent(sheet, new Event("close"))],
    ["by a tap outside", (sheet: HTMLElement) => fireEvent.click(sheet)],
    ["by the close button", (sheet: HTMLElement) => tap(within(sheet).getByRole("button", { name: "Close" }))],
  ])("is cancelled %s", async (_, close) => {
    guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    close(await dialog());
    expect((await screen.findByRole("alert")).textContent).toContain("No passkey was chosen, and nothing was changed");
    await closed();
  });

  it("is not cancelled by the dialog that closes after the answer", async () => {
    guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    const sheet = await dialog();
    tap(await button("Use your passkey"));
    await screen.findByText(LINK.url);
    fireEvent(sheet, new Event("close")); // as a browser reports it
    expect(screen.getByText(LINK.url)).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is dropped when the person goes back", async () => {
    guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    await act(() => go("/settings"));
    await closed();
  });

  it("asks again if the answer came too late, and then says so", async () => {
    guardedNetwork({}, { [CREATE]: refusal("passkey-not-fresh", 403) });
    await askForLink();
    tap(await button("Use your passkey"));
    await closed();
    expect((await screen.findByRole("alert")).textContent).toContain("sign in with your passkey again");
  });
});

describe("the request for a passkey", () => {
  it("says that there is no network, and can be repeated", async () => {
    guardedNetwork({ [CREATE]: LINK }, { [CONFIRM]: "offline" });
    await askForLink();
    tap(await button("Use your passkey"));
    const text = (await screen.findByRole("alert")).textContent;
    expect(text).toContain("There is no network right now");
    expect(text).toContain("This step needs a connection, so nothing was changed.");
    guardedNetwork({ [CREATE]: LINK });
    tap(await button("Use your passkey"));
    await screen.findByText(LINK.url);
  });

  it("says that the passkey was not accepted", async () => {
    guardedNetwork({ [CREATE]: LINK }, { [CONFIRMED]: refusal("passkey-refused", 422) });
    await askForLink();
    tap(await button("Use your passkey"));
    expect((await screen.findByRole("alert")).textContent).toContain("This passkey was not accepted, and nothing was changed");
  });

  it("says that this browser cannot use passkeys, and offers none", async () => {
    browserWithoutPasskeys();
    guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    tap(await button("Use your passkey"));
    expect((await screen.findByRole("alert")).textContent).toContain("This browser cannot use passkeys");
    expect(screen.queryByText("No passkey on this device?")).toBeNull();
  });

  it("offers a person without any passkey to create one, which answers the request", async () => {
    browserWithPasskeys("NotAllowedError");
    const sent = guardedNetwork({ [CREATE]: LINK });
    await askForLink();
    expect(screen.queryByText("No passkey on this device?")).toBeNull();
    tap(await button("Use your passkey"));
    await screen.findByText("No passkey on this device?");
    browserWithPasskeys();
    tap(await button("Create passkey"));
    await screen.findByText(LINK.url);
    expect(calls(sent, REGISTERED)).toBe(1);
  });

  it("lets a person whose account has no passkey create one first", async () => {
    const sent = guardedNetwork({ [CREATE]: LINK }, { [PASSKEYS]: { passkeys: [] } });
    show(App);
    tap(await button("Create link"));
    const first = await screen.findByRole("dialog", { name: "Create a passkey first" });
    expect(within(first).queryByRole("button", { name: "Use your passkey" })).toBeNull();
    tap(within(first).getByRole("button", { name: "Create passkey" }));
    await screen.findByText(LINK.url);
    expect([calls(sent, REGISTERED), calls(sent, CONFIRMED)]).toEqual([1, 0]);
  });

  it("says why the first passkey could not be created, and lets it be cancelled", async () => {
    guardedNetwork({ [CREATE]: LINK }, { [PASSKEYS]: { passkeys: [] }, [REGISTER]: "offline" });
    show(App);
    tap(await button("Create link"));
    tap(await button("Create passkey"));
    await within(await screen.findByRole("dialog")).findByText(/There is no network right now/);
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Create passkey" })).toBeNull());
  });

  it("can be answered before it is known which passkeys there are", async () => {
    const passkeys = delayed();
    guardedNetwork({ [CREATE]: LINK }, { [PASSKEYS]: passkeys.answer });
    show(App);
    tap(await button("Create link"));
    tap(await button("Use your passkey"));
    await screen.findByText(LINK.url);
    await act(() => passkeys.arrives({ passkeys: [] })); // too late to matter
    await closed();
  });

  it("says that only an existing passkey can allow a new one", async () => {
    browserWithPasskeys("NotAllowedError");
    guardedNetwork({ [CREATE]: LINK }, { [REGISTER]: refusal("passkey-not-fresh", 403) });
    await askForLink();
    tap(await button("Use your passkey"));
    tap(await button("Create passkey"));
    await within(await dialog()).findByText(/^Only your existing passkey can allow a new one here/);
    expect(screen.queryByRole("button", { name: "Create passkey" })).toBeNull();
  });

  it("says why a passkey could not be created", async () => {
    browserWithPasskeys("NotAllowedError");
    guardedNetwork({ [CREATE]: LINK }, { [REGISTER]: "offline" });
    await askForLink();
    tap(await button("Use your passkey"));
    tap(await button("Create passkey"));
    await within(await dialog()).findByText(/There is no network right now/);
    expect(await button("Create passkey")).toBeTruthy();
  });
});
