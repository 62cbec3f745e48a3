import { afterEach, describe, expect, it } from "vitest";
import { Problem } from "../../src/api";
import { canAskForPasskey, passkeyRequest, withFreshPasskey } from "../../src/state/fresh-passkey";

/** Work that the server refuses until `isFresh`; counts its runs. */
function guarded(isFresh: () => boolean): { work: () => Promise<string>; runs: () => number } {
  let runs = 0;
  const work = (): Promise<string> => {
    runs += 1;
    return isFresh() ? Promise.resolve("done") : Promise.reject(new Problem("passkey-not-fresh", 403));
  };
  return { work, runs: () => runs };
}

const asked = async (): Promise<NonNullable<typeof passkeyRequest.value>> => {
  await new Promise((resolve) => setTimeout(resolve));
  if (!passkeyRequest.value) throw new Error("nobody was asked");
  return passkeyRequest.value;
};

let close = (): void => undefined;
afterEach(() => {
  close();
  close = () => undefined;
});

describe("an action that needs a fresh passkey", () => {
  it("is repeated once the passkey is confirmed; two at once ask once", async () => {
    close = canAskForPasskey();
    let fresh = false;
    const [one, other] = [guarded(() => fresh), guarded(() => fresh)];
    const both = Promise.all([withFreshPasskey(one.work), withFreshPasskey(other.work)]);
    const request = await asked();
    fresh = true;
    request.confirmed();
    expect(await both).toEqual(["done", "done"]);
    expect([one.runs(), other.runs()]).toEqual([2, 2]);
    expect(passkeyRequest.value).toBeUndefined();
  });

  it("is not repeated when the person cancels, and asks anew the next time", async () => {
    close = canAskForPasskey();
    const { work, runs } = guarded(() => false);
    const first = expect(withFreshPasskey(work)).rejects.toMatchObject({ code: "passkey-cancelled" });
    (await asked()).cancelled();
    await first;
    expect(runs()).toBe(1);
    const second = expect(withFreshPasskey(work)).rejects.toMatchObject({ code: "passkey-not-fresh" });
    (await asked()).confirmed();
    await second;
  });

  it("fails at once on a screen that cannot ask", async () => {
    await expect(withFreshPasskey(guarded(() => false).work)).rejects.toMatchObject({ code: "passkey-not-fresh" });
    expect(passkeyRequest.value).toBeUndefined();
  });

  it("passes on any other failure without asking", async () => {
    close = canAskForPasskey();
    await expect(withFreshPasskey(() => Promise.reject(new Problem("offline", 0)))).rejects.toMatchObject({ code: "offline" });
    expect(passkeyRequest.value).toBeUndefined();
  });
});
