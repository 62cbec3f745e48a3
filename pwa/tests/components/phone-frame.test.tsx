// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { topicTree } from "../../src/domain/topics";
import { loadMessages } from "../../src/i18n";
import { PhoneFrame } from "../../src/screens/author/phone-frame";
import { isolate } from "../../src/screens/author/phone/isolate";
import type { Scene, ToPhone } from "../../src/screens/author/phone/scene";
import { builtIn } from "../topics";
import { course } from "./made-up";
import { completeBrowser, tap } from "./phone";

const tree = topicTree(builtIn());
const scene: Scene = { timeline: course, hour: 30, reports: {}, language: "en", theme: "light", clinic: "Lindenhof", practitioner: "Bob" };

describe("the frame", () => {
  afterEach(cleanup);
  const inert = vi.fn();
  const show = (): void => void render(<PhoneFrame title="Today" screen="today" scene={scene} tree={tree} onInert={inert} />);
  const frame = (): Promise<HTMLIFrameElement> => screen.findByTitle<HTMLIFrameElement>("Today");
  const answer = (source: MessageEventSource | null, data: string): void => {
    void act(() => {
      dispatchEvent(new MessageEvent("message", { data, source }));
    });
  };

  beforeAll(async () => {
    completeBrowser();
    await loadMessages("core");
  });

  it("sends the topics and the scene once the phone is ready, and reports taps without an effect", async () => {
    show();
    const { contentWindow } = await frame();
    const send = vi.spyOn(contentWindow as Window, "postMessage").mockReturnValue(undefined);
    answer(window, "phone-ready"); // another window
    expect(send).not.toHaveBeenCalled();
    answer(contentWindow, "phone-ready");
    await waitFor(() => expect(send.mock.calls.map(([message]) => (message as ToPhone).type)).toEqual(["topics", "scene"]));
    answer(contentWindow, "phone-inert");
    expect(inert).toHaveBeenCalledOnce();
  });

  it("offers a retry if the code of the phone cannot be loaded", async () => {
    show();
    const { contentWindow } = await frame();
    answer(contentWindow, "phone-failed");
    tap(await screen.findByRole("button", { name: "Try again" }));
    await frame();
  });

  it("has no network, no storage and no focus of its own", async () => {
    const realm = { fetch, HTMLHeadingElement: { prototype: { focus: vi.fn() } } as never, indexedDB: {}, localStorage };
    isolate(realm);
    await expect(realm.fetch("/api/me")).rejects.toThrow(TypeError);
    realm.localStorage.setItem("of-the-frame", "yes");
    expect([realm.indexedDB, realm.localStorage.getItem("of-the-frame"), localStorage.getItem("of-the-frame")]).toEqual([undefined, "yes", null]);
    realm.localStorage.removeItem("of-the-frame");
    expect(realm.localStorage.getItem("of-the-frame")).toBeNull();
  });
});
