// @vitest-environment jsdom
/** Calls of the server: what is sent, what is made of the answer, and what a person reads when it fails. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeMe, saveReminderPreferences, type ReminderPreferences } from "../../src/actions/account";
import { loadRecording, loadTreatment } from "../../src/actions/clinic";
import { recordAnswer } from "../../src/actions/diary/record-answer";
import { report, takeBack } from "../../src/actions/diary/report";
import { createPasskey } from "../../src/actions/entrance/create-passkey";
import { signIn, signInByLink } from "../../src/actions/entrance/sign-in";
import { startAlone } from "../../src/actions/entrance/start-alone";
import { acceptInvitation, openLink } from "../../src/actions/invitations";
import { planNextTreatment } from "../../src/actions/planning";
import { createDraft } from "../../src/actions/sheets";
import { authSession, signedOut } from "../../src/state/auth-session";
import { phoneTimeZone } from "../../src/state/clock";
import { database } from "../../src/store/database";
import { clinicTreatment, patientPage } from "../clinic-records";
import { treatment } from "../records";
import { alice, bob, clearPhone, network, refusal } from "../components/phone";

/** The bodies that were sent, by `METHOD /path`. */
let sent: Record<string, unknown>;

function server(answers: Parameters<typeof network>[0]): void {
  network(answers);
  const answering = fetch;
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    sent[`${init.method ?? "GET"} ${address}`] = JSON.parse((init.body as string | undefined) ?? "null");
    return answering(address, init);
  });
}

beforeEach(() => {
  sent = {};
  localStorage.clear();
  signedOut();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await clearPhone();
});

describe("a passkey", () => {
  const OPTIONS = { ceremony_id: "c", options: { challenge: "AAAA", rpId: "diary.example", user: { id: "AAAA", name: "a", displayName: "a" }, rp: { name: "Afterglow" }, pubKeyCredParams: [] } };
  const BUFFER = new ArrayBuffer(3);
  const CREDENTIAL = {
    ...{ id: "AAAA", rawId: BUFFER, type: "public-key", getClientExtensionResults: () => ({}) },
    response: { clientDataJSON: BUFFER, authenticatorData: BUFFER, signature: BUFFER, attestationObject: BUFFER },
  };
  const SIGN_IN = { "POST /api/passkeys/authentication-options": OPTIONS, "POST /api/passkeys/authentication": alice };
  const REGISTER = { "POST /api/passkeys/registration-options": OPTIONS, "POST /api/passkeys/registration": bob };

  type Answer = (asked: { readonly signal: AbortSignal }) => Promise<object>;
  function browser(get: Answer, create: Answer = get): void {
    vi.stubGlobal("PublicKeyCredential", () => undefined);
    vi.stubGlobal("navigator", { languages: ["en"], userAgent: "(iPhone) Safari/604", credentials: { get, create } });
  }

  it("signs a person in, and names the device", async () => {
    browser(() => Promise.resolve(CREDENTIAL));
    server(SIGN_IN);
    await signIn();
    expect(authSession.value).toMatchObject({ state: "in", me: { id: "alice" } });
    expect(sent["POST /api/passkeys/authentication"]).toMatchObject({ ceremony_id: "c", device_label: "iPhone · Safari", credential: { id: "AAAA" } });
  });

  it("needs a browser that knows passkeys", async () => {
    server(SIGN_IN);
    await expect(signIn()).rejects.toMatchObject({ code: "passkey-unsupported" });
  });

  it.each([
    ["is cancelled by the person", new DOMException("No.", "NotAllowedError"), "passkey-cancelled"],
    ["fails for a reason that this version does not know", Object.assign(new Error("?"), { name: "NewError" }), "passkey-refused"],
    ["fails with something that is no error", "broken", "passkey-refused"],
  ])("that %s signs nobody in", async (_, thrown, code) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what is thrown may be anything
    browser(() => Promise.reject(thrown));
    server(SIGN_IN);
    await expect(signIn()).rejects.toMatchObject({ code });
    expect(authSession.value.state).not.toBe("in");
    expect(sent).not.toHaveProperty("POST /api/passkeys/authentication");
  });

  it("that the browser never answers for ends after two minutes", async () => {
    const asked = new Promise<void>((resolve) => {
      browser(({ signal }) => {
        resolve();
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
      });
    });
    server(SIGN_IN);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const failing = expect(signIn()).rejects.toMatchObject({ code: "passkey-timeout" });
    await asked;
    await vi.advanceTimersByTimeAsync(120_000);
    await failing;
  });

  it("does not let the time of an earlier ceremony end a later one", async () => {
    browser(() => Promise.resolve(CREDENTIAL));
    server(SIGN_IN);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await signIn();
    await vi.advanceTimersByTimeAsync(60_000);
    signedOut();
    let confirm: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      browser(({ signal }) => {
        resolve();
        return new Promise((answer, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
          confirm = () => answer(CREDENTIAL);
        });
      });
    });
    const second = signIn();
    await asked;
    await vi.advanceTimersByTimeAsync(60_000);
    confirm();
    await second;
    expect(authSession.value.state).toBe("in");
  });

  it.each([
    ["alone", { name: "Alice" }, { display_name: "Alice", link: null, clinic_name: null, clinic_phone: null }],
    ["by a link", { name: "Alice", link: "token" }, { link: "token", clinic_name: null }],
    ["with a clinic", { name: "Bob", clinic: { name: "Praxis", phone: "030" } }, { clinic_name: "Praxis", clinic_phone: "030" }],
  ])("is created %s", async (_, person, asked) => {
    browser(() => Promise.resolve(CREDENTIAL));
    server(REGISTER);
    await createPasskey(person);
    expect(sent["POST /api/passkeys/registration-options"]).toMatchObject({ ...asked, time_zone: phoneTimeZone() });
    expect(authSession.value).toMatchObject({ state: "in", me: { id: "bob" } });
  });
});

describe("a one-time link", () => {
  it.each([
    ["was cut short when it was copied", "invalid", 422, "link-unknown"],
    ["was used before", "link-used", 410, "link-used"],
  ])("that %s fails as what it is for the person", async (_, code, status, known) => {
    server({ "POST /api/links/open": refusal(code, status), "POST /api/links/accept": refusal(code, status), "POST /api/links/sign-in": refusal(code, status) });
    await expect(openLink("token")).rejects.toMatchObject({ code: known });
    await expect(acceptInvitation("token")).rejects.toMatchObject({ code });
    await expect(signInByLink("token")).rejects.toMatchObject({ code });
    expect(authSession.value.state).not.toBe("in");
  });
});

describe("a diary without a clinic", () => {
  it.each([
    [undefined, null],
    [0, 0],
    [1, 1],
  ] as const)("begins at a time on this phone's clock; the second of two equal times is told apart (%s)", async (fold, written) => {
    server({ "POST /api/my/treatments": treatment() });
    await startAlone({ sheet: "seven-days", at: "2026-10-25T02:30", ...(fold === undefined ? {} : { fold }) });
    expect(sent["POST /api/my/treatments"]).toMatchObject({ sheet_key: "seven-days", treated_at_local: "2026-10-25T02:30", fold: written, time_zone: phoneTimeZone() });
  });
});

describe("the account", () => {
  it("takes over what the server has stored", async () => {
    server({ "PATCH /api/me": { ...alice, display_name: "Alice B." } });
    await changeMe({ display_name: "Alice B." });
    expect(sent["PATCH /api/me"]).toEqual({ display_name: "Alice B." });
    expect(authSession.value).toMatchObject({ me: { display_name: "Alice B." } });
  });

  it.each([
    [null, null],
    ["Europe/Rome", "Europe/Rome"],
    ["Factory", Intl.DateTimeFormat().resolvedOptions().timeZone],
  ])("replaces a time zone that no server accepts: %s", async (time_zone, written) => {
    const preferences: ReminderPreferences = { kinds: [], quiet_from: "22:00", quiet_until: "08:00", check_in_at: "19:00", coming_sessions_at: "18:00", discreet: true, time_zone };
    server({ "PUT /api/my/reminder-preferences": preferences });
    await saveReminderPreferences(preferences);
    expect(sent["PUT /api/my/reminder-preferences"]).toMatchObject({ time_zone: written });
  });
});

describe("the clinic", () => {
  const CLINIC = { id: "c", name: "Praxis", phone: "030", time_zone: "Europe/Lisbon" };
  const record = { id: "t1", clinic_patient_id: "alice-here", patient_name: "Alice", sheet: {}, treated_at: "2026-11-18T10:00:00Z", time_zone: "UTC", record: {}, next_treatment_at: null };
  const session = (id: string, shared: boolean) => ({ treatment: clinicTreatment({ id }), invitation: { state: "joined" as const, expires_at: null }, shared, empty: false, reviewed_at: null });

  it.each([
    ["the clinic's", CLINIC, "Europe/Lisbon"],
    ["the phone's, without a clinic", null, phoneTimeZone()],
    ["the phone's, if the clinic's is unknown", { ...CLINIC, time_zone: "Factory" }, phoneTimeZone()],
  ])("records treatments in %s time zone", async (_, clinic, timeZone) => {
    server({ "GET /api/sheets": { sheets: [] }, "GET /api/treatments": { treatments: [record] }, "GET /api/me": { ...bob, clinic } });
    expect(await loadRecording()).toMatchObject({ timeZone, treatments: [{ id: "t1" }] });
  });

  it("plans the next treatment against what was seen, and cancels it", async () => {
    const path = "PUT /api/treatments/t1/next-treatment";
    server({ [path]: record });
    await planNextTreatment("t1", { at: "2026-12-18T09:00:00.000Z", reason: "She travels.", version: 1 });
    expect(sent[path]).toEqual({ next_treatment_at: "2026-12-18T09:00:00.000Z", reason: "She travels.", version: 1 });
    await planNextTreatment("t1", { at: null, reason: "", version: 2 });
    expect(sent[path]).toEqual({ next_treatment_at: null, reason: "", version: 2 });
  });

  it.each([
    ["shared", [session("t2", true), session("t1", true)], true],
    ["not shared", [session("t2", true), session("t1", false)], false],
  ])("knows that a diary is %s", async (_, treatments, shared) => {
    server({ "GET /api/treatments/t1": record, [`GET /api/patients/${record.clinic_patient_id}`]: patientPage({ treatments }) });
    expect(await loadTreatment("t1")).toMatchObject({ shared, treatment: { id: "t1" } });
  });
});

describe("a draft", () => {
  it.each([
    ["a file", { toml: "title = 7" }, { source: { toml: "title = 7", document: null }, copy_of: null, original: null }],
    ["a copy", { copyOf: "v1" }, { source: null, copy_of: "v1", original: null }],
  ])("begins with %s", async (_, origin, body) => {
    server({ "POST /api/sheet-versions": refusal("sheet-faulty", 422) });
    await expect(createDraft("d", origin)).rejects.toMatchObject({ code: "sheet-faulty" });
    expect(sent["POST /api/sheet-versions"]).toEqual({ id: "d", ...body });
  });
});

describe("a report", () => {
  it("that the server has answered in the meantime loses only itself, and keeps what the server added", async () => {
    const reported = { kind: "acts", name: "wash" } as const;
    const entries = await report(["treatment"], reported);
    const db = await database();
    const [entry] = entries;
    if (!entry) throw new Error("nothing was reported");
    await db.clear("outbox"); // it was sent
    await db.put("entries", { ...entry, revision: 7, document: { ...entry.document, note: "from another phone" } });
    await takeBack(entries, reported);
    expect(await db.get("entries", entry.id)).toMatchObject({ revision: 7, document: { acts: [], note: "from another phone" } });
  });

  it("whose check-in was erased in the meantime does not bring it back", async () => {
    const reported = { kind: "acts", name: "wash" } as const;
    await recordAnswer("treatment", { acts: ["wash"], note: "Sore." });
    const db = await database();
    const entries = await db.getAll("entries");
    await db.clear("entries");
    await takeBack(entries, reported);
    expect(await db.getAll("entries")).toEqual([]);
  });
});
