/** Saves a sheet while it is written: on this device at once, and on the server when it can. */

import { hasSameContent } from "../domain/same-content";
import type { ProblemCode } from "../domain/vocabulary";
import type { SheetVersion } from "../state/authoring";
import { codeOf } from "../state/problem-code";
import { database } from "../store/database";
import { listen, post } from "../store/channel";
import { findSheet, saveSheet } from "../store/sheets";
import { contentOf, type OpenedSheet } from "./sheet-drafts";
import { hasTooManyRules, isIncomplete } from "./sheet-incomplete";
import { createDraft, loadVersion, saveDraft, type DraftContent } from "./sheets";

/** Where the last change is. */
export type SaveState =
  | { readonly kind: "saved"; readonly at: number | null }
  | { readonly kind: "sending" }
  /** On this device only: without a network, or because the server accepts neither an incomplete rule nor too many rules. */
  | { readonly kind: "waiting"; readonly why: "offline" | "faults" | "too-many" }
  /** The server refuses it, or this device cannot store it. */
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly stored: boolean }
  /** Someone else has changed the draft on the server. Nothing is sent until the author has chosen. */
  | { readonly kind: "conflict"; readonly theirs: SheetVersion };

/** Milliseconds between the last change and its upload. */
export const SEND_MS = 1_200;
/** Milliseconds until an upload without a network is tried again. */
const RETRY_MS = 10_000;

/**
 * Saves one sheet. Every change is stored in one transaction at once; the server gets the last one after a short pause.
 * Before each upload, the server's version is compared with the one that the content is based on, so that a change made
 * elsewhere is shown and never overwritten.
 */
export class SheetAutosave {
  private readonly id: string;
  private base: SheetVersion;
  private created: boolean;
  private latest: DraftContent;
  private readonly show: (state: SaveState) => void;
  private shown: SaveState;
  private stopped = false;
  /** Whether the desk has been left: then nothing is tried again, because the next visit sends it. */
  private left = false;
  private changes = 0;
  private sentChanges = 0;
  private sending: Promise<void> | undefined;
  private storing: Promise<void> | undefined;
  private unstored = false;
  private storageProblem: ProblemCode | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly adopt: (content: DraftContent) => void;

  /** `adopt` shows what another tab of this browser has stored. */
  constructor({ version, content, unsent, created, theirs }: OpenedSheet, show: (state: SaveState) => void, adopt: (content: DraftContent) => void = () => undefined) {
    this.adopt = adopt;
    this.id = version.id;
    this.base = version;
    this.created = created;
    this.latest = content;
    this.show = show;
    this.shown = theirs ? { kind: "conflict", theirs } : { kind: "saved", at: null };
    if (unsent) this.changes = 1;
  }

  /** Start: show the state, and send what an earlier visit could not send. Returns a function that stops it. */
  start(): () => void {
    const retry = (): void => this.plan(0);
    this.left = false;
    addEventListener("online", retry);
    const stopFollowing = listen("changed", () => void this.followOtherTab());
    this.report(this.shown);
    if (this.changes > this.sentChanges) this.plan(0);
    return () => {
      removeEventListener("online", retry);
      stopFollowing();
      clearTimeout(this.timer);
      this.left = true;
      if (this.changes > this.sentChanges) this.send().catch(() => undefined); // it is stored; the next visit sends it
    };
  }

  /** Take over what another tab has stored: it is the same person, and what was typed last counts. That tab sends it. */
  private async followOtherTab(): Promise<void> {
    await this.sending;
    if (this.hasOwnChange() || this.stopped || this.shown.kind === "conflict") return;
    const stored = await findSheet(await database(), this.id).catch(() => undefined);
    const content = stored?.content as DraftContent | undefined;
    if (!stored || !content || this.hasOwnChange()) return;
    this.base = stored.base as SheetVersion;
    this.created = stored.created;
    if (hasSameContent(content, this.latest)) return;
    clearTimeout(this.timer);
    this.latest = content;
    this.sentChanges = this.changes;
    this.report({ kind: "saved", at: stored.changed_at });
    this.adopt(content);
  }

  /** Whether this tab has something to store that no other tab knows yet. */
  private hasOwnChange(): boolean {
    return this.unstored || this.storing !== undefined;
  }

  change(content: DraftContent): void {
    this.latest = content;
    this.changes += 1;
    this.store();
    this.plan(SEND_MS);
  }

  /** Send what has not been sent yet, and wait for the outcome. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.timer);
    await this.sending;
    await this.send();
    return this.shown;
  }

  /** The version of the server that this device's content is based on. */
  get basedOn(): SheetVersion {
    return this.base;
  }

  /** Whether the server has a draft with this id. */
  get isCreated(): boolean {
    return this.created;
  }

  /**
   * Stop sending and storing, because the draft is published or deleted. Resolves when the last transaction has ended.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.storing;
  }

  /** Settle a conflict: this device's content replaces the server's. */
  keepMine(): void {
    if (this.shown.kind !== "conflict") return;
    this.base = this.shown.theirs;
    this.changes += 1;
    this.report({ kind: "sending" });
    this.store();
    this.plan(0);
  }

  private plan(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.left) return;
    this.timer = setTimeout(() => this.send().catch(() => undefined), milliseconds); // send() itself shows each failure
  }

  private report(state: SaveState): void {
    this.shown = state;
    this.show(state);
  }

  /** Store the latest content. While a transaction runs, the next one waits, and stores what is the latest by then. */
  private store(): void {
    this.unstored = true;
    this.storing ??= this.storeAll();
  }

  private async storeAll(): Promise<void> {
    while (this.unstored && !this.stopped) {
      this.unstored = false;
      await this.storeLatest();
    }
    this.storing = undefined;
  }

  private async storeLatest(): Promise<void> {
    const unsent = this.sentChanges < this.changes;
    try {
      await saveSheet(await database(), { id: this.id, content: this.latest, base: this.base, unsent, created: this.created, changed_at: Date.now() });
      this.storageProblem = undefined;
      post("changed");
    } catch (thrown) {
      this.storageProblem = codeOf(thrown);
      this.report({ kind: "refused", code: this.storageProblem, stored: false });
    }
  }

  private async send(): Promise<void> {
    if (this.sending || this.stopped || this.shown.kind === "conflict" || this.sentChanges === this.changes) return this.sending;
    this.sending = this.sendLatest(this.latest, this.changes).finally(() => {
      this.sending = undefined;
    });
    await this.sending;
    if (this.sentChanges === this.changes || this.shown.kind !== "sending") return;
    if (this.left) await this.send(); // it has changed in the meantime, and no timer runs after leaving
    else this.plan(SEND_MS);
  }

  private async sendLatest(content: DraftContent, number: number): Promise<void> {
    if (isIncomplete(content)) return this.notSent("sheet-faulty");
    this.report({ kind: "sending" });
    try {
      const theirs = this.created ? await loadVersion(this.id) : await this.create(content);
      const known = hasSameContent(contentOf(theirs), contentOf(this.base)) || hasSameContent(contentOf(theirs), content);
      if (!known) return this.report({ kind: "conflict", theirs });
      this.base = await saveDraft(this.id, content);
    } catch (thrown) {
      return this.notSent(codeOf(thrown));
    }
    this.sentChanges = number;
    if (number === this.changes) this.report({ kind: "saved", at: Date.now() });
    this.store();
  }

  /** A repeat returns the draft that already exists. */
  private async create(content: DraftContent): Promise<SheetVersion> {
    const { document, original } = content;
    this.base = await createDraft(this.id, original ? { document, original } : { document });
    this.created = true;
    return this.base;
  }

  private notSent(code: ProblemCode): void {
    if (this.storageProblem) return this.report({ kind: "refused", code: this.storageProblem, stored: false });
    if (code === "sheet-faulty") return this.report({ kind: "waiting", why: hasTooManyRules(this.latest) ? "too-many" : "faults" });
    if (code !== "offline" && code !== "timeout") return this.report({ kind: "refused", code, stored: true });
    this.report({ kind: "waiting", why: "offline" });
    this.plan(RETRY_MS);
  }
}
