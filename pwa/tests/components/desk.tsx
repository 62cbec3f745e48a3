/** A desk in a test: a server that holds one draft, and what a practitioner sees and taps. */
import { act, queries, screen, within, type BoundFunctions } from "@testing-library/preact";
import { vi } from "vitest";
import type { DraftContent } from "../../src/actions/sheets";
import SheetScreen from "../../src/screens/author/sheet";
import { emptySheet } from "../../src/screens/author/editing";
import type { SheetReport, SheetRule, SheetSentence, SheetVersion, SheetVersionSummary } from "../../src/state/authoring";
import { bob, clearPhone, completeBrowser, json, preparePhone, show } from "./phone";
import { timeline } from "../records";
import { builtIn } from "../topics";

export const ID = "11111111-1111-4111-8111-111111111111";
const TEXT = "The first days\nNo make-up for 24 hours.\nNo sauna.\nCome by bus.";
export const SAUNA: SheetRule = { id: "sauna", verb: "avoid", topics: ["sauna"], until: "?", says: "No sauna.", cite: "line 3" };
const MAKE_UP: SheetRule = { id: "make-up", verb: "avoid", topics: ["make-up"], until: "24h", says: "No make-up for 24 hours.", cite: "line 2" };

function sentence(start: number, end: number, part: Partial<SheetSentence> = {}): SheetSentence {
  return { start, end, heading: false, state: "decide", rule_ids: [], proposals: [], reason: "no-rule", used: [], unused: [], ...part };
}

export const CONTENT: DraftContent = {
  document: { ...emptySheet("peel", "Peel", "Clinic"), rules: [MAKE_UP] },
  original: {
    text: TEXT,
    language: "en",
    sentences: [
      sentence(0, 14, { heading: true, state: "reading-only" }),
      sentence(15, 39, { state: "rules", rule_ids: ["make-up"], unused: [[26, 38]] }),
      sentence(40, 49, { reason: "time", proposals: [SAUNA] }),
      sentence(50, 62),
    ],
  },
};

export function version(content: DraftContent = CONTENT, id = ID): SheetVersion {
  const state = { id, key: "peel", version: 1, title: "Peel", built_in: false, published_at: null, safety_correction: false };
  return { ...state, ...content, issues: [] };
}

const CLEAN: SheetReport = { document: null, faults: [], issues: [] };

/**
 * A server with one draft. `stored` is its version; `offline` cuts the network; `refuse` answers each upload with a
 * problem.
 */
export interface DraftServer {
  stored: SheetVersion | null;
  report: SheetReport;
  offline: boolean;
  refuse: string | null;
  uploads: number;
  imported: object;
  /** What it reads in this text; `imported` if it is not set. */
  importedFor: ((text: string) => object) | null;
  /** Whether it can tell the language of a pasted text. */
  tellsLanguage: boolean;
  published: boolean | null;
  versions: readonly SheetVersionSummary[];
  /** The requests that changed what the list offers. */
  calls: string[];
}

export function startServer(stored: SheetVersion | null = version()): DraftServer {
  const server: DraftServer = { stored, report: CLEAN, offline: false, refuse: null, uploads: 0, imported: {}, importedFor: null, tellsLanguage: true, published: null, versions: [], calls: [] };
  vi.stubGlobal("fetch", async (input: string | Request, init: RequestInit = {}) => {
    const [address, method] = typeof input === "string" ? [input, init.method ?? "GET"] : [input.url, input.method];
    if (server.offline) throw new TypeError("Failed to fetch");
    const body = (typeof input === "string" ? JSON.parse((init.body as string | undefined) ?? "null") : await input.clone().json().catch(() => null)) as unknown;
    return answer(server, `${method} ${address.replace(/^https?:\/\/[^/]+/, "")}`, body);
  });
  return server;
}

/** A browser in which the desk runs and nothing is stored yet, and its server. */
export function setUpDesk(): DraftServer {
  completeBrowser();
  localStorage.clear();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => run());
  return startServer();
}

/** End a test of the desk, after what it has under way. */
export async function tearDownDesk(): Promise<void> {
  await act(async () => Promise.resolve());
  await clearPhone();
}

function answer(server: DraftServer, call: string, body: unknown): Response {
  const draft = `/api/sheet-versions/${server.stored?.id ?? ID}`;
  if (call === "GET /api/topics") return json(builtIn());
  if (call === "POST /api/sheet-reports") return json(server.report);
  if (call === "POST /api/sheet-previews") return json({ timeline: timeline() });
  if (call === `GET ${draft}` && server.stored) return json(server.stored);
  if (call === `PUT ${draft}` || call === "POST /api/sheet-versions") return upload(server, body);
  if (call === "POST /api/sheet-imports") return server.tellsLanguage || (body as { language: string | null }).language !== null ? json(server.importedFor?.((body as { text: string }).text) ?? server.imported) : problem("language-unknown", 422);
  if (call === `GET ${draft}/toml`) return json({ file_name: "peel-1.toml", toml: "title = 'Peel'" });
  if (call === `DELETE ${draft}`) return discard(server, call);
  if (call === `GET ${draft}/publication`) return json(publication(server));
  if (call === `POST ${draft}/publication`) {
    server.published = (body as { safety_correction: boolean }).safety_correction;
    server.stored = { ...version(), ...server.stored, published_at: "2026-11-20T10:00:00Z" };
    return json(server.stored);
  }
  return answerList(server, call, body);
}

function discard(server: DraftServer, call: string): Response {
  server.calls.push(call);
  server.stored = null;
  return json({});
}

/** Answer for the list of sheets and what it offers. */
function answerList(server: DraftServer, call: string, body: unknown): Response {
  const lists = ["GET /api/sheet-versions", "PUT /api/sheets/default", "PUT /api/sheets/seven-days/visibility", `PUT /api/sheet-versions/${ID}/retirement`, `DELETE /api/sheet-versions/${ID}/retirement`];
  if (!lists.includes(call)) return problem("unexpected", 500);
  if (!call.startsWith("GET")) server.calls.push(body === null ? call : `${call} ${JSON.stringify(body)}`);
  return json({ versions: server.versions });
}

const SUMMARY: SheetVersionSummary = {
  ...{ id: ID, key: "peel", version: 1, title: "Peel", titles: {}, publisher: "", treatment: "peel", language: "en", languages: ["en"], built_in: false },
  ...{ created_at: "2026-11-01T10:00:00Z", published_at: "2026-11-02T10:00:00Z", safety_correction: false, retired: false, hidden: false, default: false, treatments: 2 },
};
export const summary = (part: Partial<SheetVersionSummary>): SheetVersionSummary => ({ ...SUMMARY, ...part });

function upload(server: DraftServer, body: unknown): Response {
  if (server.refuse) return problem(server.refuse, 422);
  const { id, document, original, source, copy_of } = body as DraftContent & { id?: string; source?: DraftContent | null; copy_of?: string | null };
  server.uploads += 1;
  const whole = copy_of && server.stored ? server.stored.document : (source?.document ?? document);
  server.stored = version({ document: whole, original }, id ?? server.stored?.id);
  return json(server.stored);
}

function publication({ stored }: DraftServer): object {
  const states = (stored?.original?.sentences ?? []).filter((each) => !each.heading).map((each) => each.state);
  const of = (state: string): number => states.filter((each) => each === state).length;
  const sums = { sentences: states.length, with_rules: of("rules"), reading_only: of("reading-only"), left_out: of("left-out"), undecided: of("decide") };
  const changes = [{ before: { ...MAKE_UP, until: "12h" }, after: MAKE_UP }, { before: null, after: SAUNA }, { before: { ...SAUNA, says: "Stay out of the sauna.", id: "heat" }, after: { ...SAUNA, id: "heat" } }, { before: { ...SAUNA, id: "bath", topics: ["bath"] }, after: null }];
  return { ...sums, rules: stored?.document.rules.length ?? 0, open_issues: [], previous_version: 1, changes, details: [{ field: "title", before: "Peel", after: "Gentle peel" }], patients: 3, treatments: 4 };
}

export function problem(code: string, status: number): Response {
  return json({ type: "about:blank", title: code, status, code, errors: [] }, status);
}

/** Open the desk as Bob, on a screen of this width. */
export async function openDesk({ wide = true } = {}): Promise<void> {
  vi.stubGlobal("matchMedia", () => ({ matches: wide, addEventListener: () => undefined, removeEventListener: () => undefined }));
  await preparePhone(bob, { treatments: [] });
  show(SheetScreen, { id: ID });
  await screen.findByRole("heading", { level: 1, name: /./ });
  await screen.findByRole("group", { name: "Show" });
}

export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });
export const sentenceRow = (text: string): HTMLElement => screen.getAllByRole("button").find((each) => each.classList.contains("sentence") && each.textContent.startsWith(text)) as HTMLElement;
/** The words of the rules on the right. */
export const ruleWords = (): readonly string[] => [...document.querySelectorAll(".rule-card__words")].map((each) => each.textContent);
export const saved = (): string => document.querySelector(".desk-saved")?.textContent ?? "";
/** Queries within the fieldset or group of this name. */
export type InGroup = BoundFunctions<typeof queries>;
export const inGroup = (name: string): InGroup => within(screen.getByRole("group", { name }), queries);
