// @vitest-environment jsdom
/** Photos that were seen on this phone can be seen again without a network, as small copies. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import type { Photo } from "../../src/domain/diary";
import { Picture } from "../../src/screens/patient/picture";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { clearPhone, completeBrowser, network, show } from "./phone";
import { FOUR, phoneWith } from "./photo-diary";

const THUMBNAIL = "GET /api/photos/day1/thumbnail";
const image = (status = 200): Promise<Response> => Promise.resolve(new Response(new Uint8Array([1, 2]), { status, headers: { "content-type": "image/webp" } }));
const DAY_1 = FOUR[0] as Photo;
const hold = (photos: readonly Photo[]) => act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), photos }));
let revoked: MockInstance;
const shown = () => screen.findByRole<HTMLImageElement>("img", { name: "Front, day 1" });
const stored = async (): Promise<readonly string[]> => (await database()).getAllKeys("thumbnails");

async function open(size: "thumbnail" | "display"): Promise<void> {
  show(() => <Picture photo={DAY_1} size={size} />);
  await shown();
}

async function storeCopy(): Promise<void> {
  await (await database()).put("thumbnails", { id: "day1", type: "image/webp", bytes: new ArrayBuffer(2), stored_at: 1 });
}

let urls = 0;

beforeEach(async () => {
  completeBrowser();
  urls = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${(urls += 1)}`);
  revoked = vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
  await phoneWith(FOUR);
});
afterEach(async () => {
  await hold([]); // the object URLs of one test are not the next one's
  vi.restoreAllMocks();
  await clearPhone();
});

describe("a photo that the server has shown", () => {
  it.each(["thumbnail", "display"] as const)("as %s leaves its small copy on this phone, once", async (size) => {
    const sent = network({ [THUMBNAIL]: image() });
    await open(size);
    fireEvent.load(await shown());
    await waitFor(async () => expect(await stored()).toEqual(["day1"]));
    fireEvent.load(await shown());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent.filter(({ call }) => call === THUMBNAIL)).toHaveLength(1);
  });

  it.each([
    ["cannot be loaded", "offline" as const],
    ["is refused", image(404)],
    ["is not a picture", Promise.resolve(new Response("Sign in to this network"))],
  ])("leaves nothing if the copy %s", async (_, answer) => {
    const sent = network({ [THUMBNAIL]: answer });
    await open("display");
    fireEvent.load(await shown());
    await waitFor(() => expect(sent).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await stored()).toEqual([]);
  });
});

describe("a photo with a small copy", () => {
  it("is shown from this phone where it is small, and nothing is asked of the server", async () => {
    await storeCopy();
    const sent = network({});
    await open("thumbnail");
    expect((await shown()).src).toBe("blob:1");
    fireEvent.load(await shown());
    expect(sent).toEqual([]);
  });

  it("is shown small instead of large without a network, and large once there is one", async () => {
    await storeCopy();
    network({});
    await open("display");
    fireEvent.error(await shown());
    await waitFor(async () => expect((await shown()).src).toBe("blob:1"));
    await act(() => void dispatchEvent(new Event("online")));
    await waitFor(async () => expect((await shown()).src).toMatch(/\/api\/photos\/day1\/display$/));
  });

  it("is an empty frame with its name if the copy cannot be shown either", async () => {
    await storeCopy();
    network({});
    await open("display");
    fireEvent.error(await shown());
    await waitFor(async () => expect((await shown()).src).toBe("blob:1"));
    fireEvent.error(await shown());
    await screen.findByRole("img", { name: "Front, day 1 (not loaded)" });
  });

  it("is not tried twice where only the copy was shown", async () => {
    await storeCopy();
    network({});
    await open("thumbnail");
    fireEvent.error(await shown());
    await waitFor(async () => expect((await shown()).src).toMatch(/\/thumbnail$/));
    fireEvent.error(await shown());
    await screen.findByRole("img", { name: "Front, day 1 (not loaded)" });
  });

  it("gives its copy back when it is no longer shown", async () => {
    await storeCopy();
    network({});
    await open("thumbnail");
    await hold(FOUR.slice(1));
    expect(revoked).toHaveBeenCalledWith("blob:1");
  });
});
