/** A check-in in a test: the phone on the evening of the fifth day, and what a person does on it. */
import { screen, within } from "@testing-library/preact";
import { vi } from "vitest";
import { emptyDocument, type Entry, type EntryDocument, type Treatment } from "../../src/domain/diary";
import { topicTree } from "../../src/domain/topics";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { now } from "../../src/state/clock";
import { topics } from "../../src/state/topics";
import { database } from "../../src/store/database";
import { treatment } from "../records";
import { builtIn } from "../topics";
import { alice, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const NOW = Date.parse("2026-11-22T19:00:00Z"); // day 5
const tree = topicTree(builtIn());

export function entry(occurred_at: string, part: Partial<EntryDocument>): Entry {
  return { id: occurred_at, treatment_id: "treatment", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

export const yesterday = (part: Partial<EntryDocument>): Entry => entry("2026-11-21T19:00:00Z", part);
export const REDNESS = yesterday({ scores: { redness: 2, itching: 0 } });

export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });
export const row = (name: string): Promise<HTMLElement> => screen.findByRole("group", { name });
export const answer = async (name: string, word: string): Promise<void> => tap(within(await row(name)).getByText(word));

export function isChecked(group: HTMLElement, word: string): boolean {
  return within(group).getByRole<HTMLInputElement>("radio", { name: new RegExp(`^${word}`) }).checked;
}

/** Open the check-in of a diary with these entries. */
export async function open(entries: readonly Entry[], part: Partial<Treatment> = {}): Promise<void> {
  await preparePhone(alice, { treatments: [{ ...treatment(), ...part }], entries });
  show(CheckIn);
  await screen.findByRole("heading", { level: 1, name: /^Day \d+ · evening$/ });
}

/** Save, and return what was saved. */
export async function saved(): Promise<EntryDocument> {
  tap(await button("Save"));
  await screen.findByRole("heading", { name: /Check-in saved|Worth telling/ });
  const all = await (await database()).getAll("entries");
  const newest = all.find((each) => each.revision === 0);
  if (!newest) throw new Error("nothing was saved");
  return newest.document;
}

/** Go to an address of the app. */
export function visit(address: string): void {
  history.replaceState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** Begin a test on the evening of the fifth day. */
export function beginEvening(at = NOW): void {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  now.value = at;
  completeBrowser();
  network({});
  topics.value = tree;
  visit("/check-in");
}

export async function endEvening(): Promise<void> {
  await clearPhone();
  vi.useRealTimers();
}
