/** A phone in a test: Alice's diary in a fake IndexedDB, a scripted network, and a person who types and taps. */
import { act, cleanup, configure, fireEvent, render, within } from "@testing-library/preact";
import type { ComponentType } from "preact";
import { vi } from "vitest";
import type { Changes } from "../../src/domain/diary";
import { loadMessages } from "../../src/i18n";
import { signedIn, type Me } from "../../src/state/auth-session";
import { followDiary, onPhone, saved, syncOutcome } from "../../src/state/diary";
import { topics, topicsProblem } from "../../src/state/topics";
import { announceChange } from "../../src/store/changed";
import { applyChanges } from "../../src/store/changes";
import { database } from "../../src/store/database";
import { Toasts, type ScreenProps } from "../../src/ui";
import { treatment } from "../records";
import { builtIn, smallTopics } from "../topics";

configure({ asyncUtilTimeout: 8_000 }); // for a machine that is busy with other things
vi.setConfig({ testTimeout: 30_000 });

export const alice: Me = {
  ...{ id: "alice", role: "patient", display_name: "Alice", language: "en", time_zone: "Europe/Berlin", skin_cues: ["red"] },
  ...{ clinic: null, is_owner: false, memberships: [] },
};
export const bob: Me = { ...alice, id: "bob", role: "practitioner", display_name: "Bob", skin_cues: [], is_owner: true };

const NOTHING: Changes = { revision: 1, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };

/** A tree of one topic, with all words of questions. */
export const HEAT = smallTopics("", { en: "heat", de: "Hitze" }, { questions: builtIn().questions });

/** Stub what browsers have and jsdom lacks. */
export function completeBrowser(): void {
  vi.stubGlobal("scrollTo", () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.setPointerCapture = () => undefined;
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("ResizeObserver", class { observe(): void {} disconnect(): void {} });
  URL.createObjectURL = () => "blob:picture";
  URL.revokeObjectURL = () => undefined;
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}

/** Sign a person in, put a diary on the phone, and wait until the screens know it. */
export async function preparePhone(person: Me, changes: Partial<Changes> = { treatments: [treatment()] }): Promise<void> {
  await loadMessages("core", "problems", "today", "patient", "answers", "entrance", "clinic", "practitioner", "author", "review");
  await applyChanges(await database(), { ...NOTHING, ...changes });
  signedIn(person);
  followDiary();
  announceChange();
  await vi.waitFor(() => {
    if (onPhone.value?.treatments.length !== (changes.treatments?.length ?? 0)) throw new Error("not read yet");
  });
}

/** Leave no trace for the next test. */
export async function clearPhone(): Promise<void> {
  cleanup();
  vi.restoreAllMocks();
  localStorage.clear();
  const db = await database();
  const stores = [...db.objectStoreNames];
  const tx = db.transaction(stores, "readwrite");
  await Promise.all([...stores.map((name) => tx.objectStore(name).clear()), tx.done]);
  [topics.value, topicsProblem.value, syncOutcome.value] = [undefined, undefined, undefined];
  saved();
  await syncEnded();
}

/** Wait for the exchange that `saved` starts: it must not end after the test's document is gone. There may be none. */
async function syncEnded(): Promise<void> {
  const ended = (): void => {
    if (syncOutcome.value === undefined) throw new Error("still running");
  };
  await vi.waitFor(ended, { timeout: 500, interval: 5 }).catch(() => undefined);
  syncOutcome.value = undefined;
}

/** Show a screen with the toasts below it. */
export function show(Screen: ComponentType<ScreenProps>, params: Record<string, string> = {}): void {
  render(
    <>
      <Screen params={params} />
      <Toasts />
    </>,
  );
}

/** Tap as a finger does: a disabled button does not react. */
export function tap(element: HTMLElement): void {
  void act(() => element.click());
}

/** Type key by key, as a person does: a key reaches only what has the focus, so that a field that loses it takes no more letters. */
export function type(field: HTMLElement, text: string): void {
  const input = field as HTMLInputElement;
  void act(() => input.focus());
  for (const key of text) {
    if (document.activeElement !== input) return;
    fireEvent.keyDown(input, { key });
    fireEvent.input(input, { target: { value: input.value + key } });
    fireEvent.keyUp(input, { key });
  }
  fireEvent.change(input);
}

/** Pick the option that reads like this from a drop-down list. */
export function choose(list: HTMLElement, option: string): void {
  const picked = within(list).getByRole<HTMLOptionElement>("option", { name: option });
  fireEvent.change(list, { target: { value: picked.value } });
}

type Method = "put" | "get" | "getAll";

/** Let every call of a method on one object store fail as a browser does; returns how to make it work again. */
export function breakStore(store: string, method: Method = "put", error = "QuotaExceededError"): () => void {
  const original = Reflect.get(IDBObjectStore.prototype, method) as (...values: unknown[]) => IDBRequest;
  const spy = vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
    if (this.name === store) throw new DOMException("Broken in this test.", error);
    return original.apply(this, values);
  } as never);
  return () => spy.mockRestore();
}

/** Let `localStorage` take nothing more, as on a full device; returns how to make it work again. */
export function fillLocalStorage(): () => void {
  const spy = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Full in this test.", "QuotaExceededError");
  });
  return () => spy.mockRestore();
}

export type Answer = object | "offline" | Promise<Response>;

/** A request as the server gets it: `METHOD /path`, and the parsed body. */
export interface Sent {
  readonly call: string;
  readonly body: unknown;
}

/** Let the server answer by `METHOD /path`. Every other request fails as if offline. Returns the requests, which grow with each. */
export function network(answers: Record<string, Answer>): readonly Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (address: string, { method = "GET", body }: RequestInit = {}) => {
    const call = `${method} ${address}`;
    sent.push({ call, body: typeof body === "string" ? JSON.parse(body) : undefined });
    const answer = answers[call] ?? "offline";
    if (answer === "offline") throw new TypeError("Failed to fetch");
    return answer instanceof Promise ? (await answer).clone() : json(answer);
  });
  return sent;
}

export function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

/** A problem of the server. */
export function refusal(code: string, status: number): Promise<Response> {
  return Promise.resolve(json({ type: "about:blank", title: code, status, code, errors: [] }, status));
}

/** An answer that arrives when the test decides. */
export function delayed(): { readonly answer: Promise<Response>; readonly arrives: (body: object) => void } {
  let arrives: (body: object) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => {
    arrives = (body) => resolve(json(body));
  });
  return { answer, arrives: (body) => arrives(body) };
}
