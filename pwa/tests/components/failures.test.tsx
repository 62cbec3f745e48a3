// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, render, renderHook, screen } from "@testing-library/preact";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { loadMessages } from "../../src/i18n";
import { Broken } from "../../src/shell/broken";
import { useAutosave } from "../../src/screens/settings/use-autosave";
import { useAsyncAction } from "../../src/state/async-action";
import { useLoaded, type Loaded } from "../../src/state/loaded";
import { codeOf } from "../../src/state/problem-code";
import { StorageProblem } from "../../src/store/problem";
import { ActionError, ErrorBoundary, WhenLoaded } from "../../src/ui";
import { tap } from "./phone";

beforeAll(() => loadMessages("core", "problems"));
afterEach(cleanup);

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve)));
const fails = (code: "storage-full" | "storage-failed") => () => Promise.reject(new StorageProblem(code));

describe("an action", () => {
  it("is busy until it is done, and ignores a second start meanwhile", async () => {
    let finish: () => void = () => undefined;
    const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { result } = renderHook(() => useAsyncAction(work));
    void act(() => result.current.run());
    void act(() => result.current.run());
    expect([result.current.busy, work.mock.calls.length]).toEqual([true, 1]);
    finish();
    await settled();
    expect([result.current.busy, result.current.problem]).toEqual([false, undefined]);
  });

  it("keeps the problem code until it is started again or reset", async () => {
    const { result } = renderHook(() => useAsyncAction(fails("storage-full")));
    void act(() => result.current.run());
    await settled();
    expect(result.current.problem).toBe("storage-full");
    void act(() => result.current.reset());
    expect(result.current.problem).toBeUndefined();
  });

  it("retries with the same arguments, and with what is on screen by then", async () => {
    const work = vi.fn((_screen: string, _photos: boolean) => fails("storage-failed")());
    const { result, rerender } = renderHook((text: string) => useAsyncAction((photos: boolean) => work(text, photos)), { initialProps: "old" });
    void act(() => result.current.run(false));
    await settled();
    rerender("new");
    void act(() => result.current.retry());
    await settled();
    expect(work.mock.calls).toEqual([["old", false], ["new", false]]);
  });

  it("reports a result, unless the component has been unmounted", async () => {
    const onDone = vi.fn();
    const first = renderHook(() => useAsyncAction(() => Promise.resolve(7), onDone));
    void act(() => first.result.current.run());
    await settled();
    expect(onDone.mock.calls).toEqual([[7]]);
    void act(() => first.result.current.run());
    first.unmount();
    await settled();
    expect(onDone).toHaveBeenCalledOnce();
  });
});

describe("a setting that saves itself", () => {
  it("saves what changes while a save is running, in one more save", async () => {
    const finish: (() => void)[] = [];
    const save = vi.fn((_value: string) => new Promise<void>((resolve) => finish.push(resolve)));
    const { rerender } = renderHook((value: string) => useAutosave(value, save), { initialProps: "a" });
    expect(save).not.toHaveBeenCalled();
    for (const value of ["b", "c", "d"]) rerender(value);
    await settled();
    finish[0]?.();
    await settled();
    expect(save.mock.calls).toEqual([["b"], ["d"]]);
  });

  it("does not save a value again that has failed, until it changes or is retried", async () => {
    const save = vi.fn((_value: string) => fails("storage-failed")());
    const { result, rerender } = renderHook((value: string) => useAutosave(value, save), { initialProps: "a" });
    rerender("b");
    await settled();
    await settled();
    expect([save.mock.calls.length, result.current.problem]).toEqual([1, "storage-failed"]);
    void act(() => result.current.retry());
    await settled();
    expect(save).toHaveBeenCalledTimes(2);
  });
});

describe("a load", () => {
  it("ignores the answer to an earlier key", async () => {
    const answers = new Map<string, (value: string) => void>();
    const load = (key: string) => new Promise<string>((resolve) => answers.set(key, resolve));
    const { result, rerender } = renderHook((key: string) => useLoaded(() => load(key), key), { initialProps: "a" });
    rerender("b");
    answers.get("b")?.("of b");
    await settled();
    answers.get("a")?.("of a");
    await settled();
    expect(result.current[0]).toEqual({ state: "ready", value: "of b" });
  });

  it("whose value cannot be shown is a failure with a retry, and recovers with the next value", async () => {
    vi.spyOn(console, "error").mockReturnValue(undefined);
    const again = vi.fn();
    const at = (loaded: Loaded<{ names: string[] }>) => (
      <WhenLoaded loaded={loaded} again={again}>{({ names }) => <p>{names.join()}</p>}</WhenLoaded>
    );
    const { rerender } = render(at({ state: "ready", value: {} as { names: string[] } }));
    tap(await screen.findByRole("button", { name: "Try again" }));
    expect(again).toHaveBeenCalledOnce();
    rerender(at({ state: "ready", value: { names: ["Alice"] } }));
    await screen.findByText("Alice");
  });
});

describe("a render error", () => {
  function Faulty(): never {
    throw new Error("a bug");
  }

  it("shows text and a button to reload in place of a blank page", () => {
    vi.spyOn(console, "error").mockReturnValue(undefined);
    render(<ErrorBoundary of="/diary" fallback={<Broken />}><Faulty /></ErrorBoundary>);
    expect(screen.getByRole("alert").textContent).toContain("This page could not be shown");
    expect(screen.getByRole("button", { name: "Reload app" })).toBeTruthy();
  });
});

describe("the text of a failure", () => {
  it.each([
    ["storage-blocked", "Afterglow is open in another tab"],
    ["offline", "There is no network right now"],
    ["of-a-later-version", "does not recognise what went wrong"],
  ])("%s", (problem, text) => {
    render(<ActionError problem={problem} retry={() => undefined} />);
    expect(screen.getByRole("alert").textContent).toContain(text);
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("is empty without a problem", () => {
    const { container } = render(<ActionError problem={undefined} />);
    expect(container.innerHTML).toBe("");
  });

  it.each([
    [new StorageProblem("storage-blocked"), "storage-blocked"],
    [new DOMException("", "QuotaExceededError"), "storage-full"],
    [new DOMException("", "UnknownError"), "storage-failed"],
    [new TypeError("a bug"), "unexpected"],
    ["a text", "unexpected"],
  ])("%s has the code %s", (thrown, code) => {
    expect(codeOf(thrown)).toBe(code);
  });
});
