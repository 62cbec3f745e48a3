// @vitest-environment jsdom
import { cleanup, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SharedDiaries } from "../../src/actions/shared-diary";
import { loadMessages } from "../../src/i18n";
import Shared from "../../src/screens/shared/shared";
import { review } from "../clinic-records";
import { photo, reply } from "../records";
import { completeBrowser, network, refusal, show, tap, type } from "./phone";

const OPEN = "POST /api/shared/open";
const LIST = "GET /api/shared";
const READ = "GET /api/shared/treatments/t1?language=en";
const CLOSE = "DELETE /api/shared";
const button = (name: string) => screen.findByRole("button", { name });

const session = (id: string, number_in_series: number): SharedDiaries["treatments"][number] => ({
  ...{ id, number_in_series, treated_at: `2026-11-1${String(number_in_series)}T10:00:00Z`, time_zone: "UTC", sheet_title: "Sheet", sheet_titles: {} },
});
const diaries: SharedDiaries = { patient_name: "Alice", treatments: [session("t1", 1)], photos: true, notes: true, ends_at: "2026-12-04T10:00:00Z" };
const answer = review({ photos: [photo("p1")], replies: [reply("r1")] });

beforeEach(async () => {
  completeBrowser();
  await loadMessages("core", "problems", "entrance", "review");
  history.replaceState(null, "", "/shared#the-token");
});
afterEach(cleanup);

async function enter(code: string): Promise<void> {
  type(await screen.findByLabelText("Code"), code);
  tap(await button("Open diary"));
}

describe("a share link", () => {
  it("opens with its code, and shows the practitioner's screen without anything that writes", async () => {
    const sent = network({ [OPEN]: diaries, [READ]: answer });
    show(Shared);
    expect(location.hash).toBe("");
    expect((await screen.findByRole<HTMLButtonElement>("button", { name: "Open diary" })).disabled).toBe(true);
    await enter("7k3m-9qxp");
    await screen.findByRole("heading", { level: 1, name: "Alice" });
    expect(sent[0]).toEqual({ call: OPEN, body: { token: "the-token", code: "7k3m-9qxp" } });
    expect(await screen.findByText("All good.")).toBeTruthy();
    expect(screen.getAllByRole("img")[0]?.getAttribute("src")).toBe("/api/shared/photos/p1/display");
    expect(screen.getByText(/^Shared with you until .* for reading only\. Alice can see/)).toBeTruthy();
    for (const name of ["Send reply", "Mark as reviewed", "Print"]) expect(screen.queryByRole("button", { name })).toBeNull();
    expect(sent.map(({ call }) => call)).toEqual([OPEN, READ]);
  });

  it.each([
    ["the wrong code", "share-link-refused", 404],
    ["what cannot be a code", "invalid", 422],
  ])("refuses %s in plain words", async (_, code, status) => {
    network({ [OPEN]: refusal(code, status) });
    show(Shared);
    await enter("0000-0000");
    expect((await screen.findByRole("alert")).textContent).toContain("The diary was not opened: the code is not right, or the link has ended.");
    expect(screen.getByLabelText<HTMLInputElement>("Code").value).toBe("0000-0000");
  });

  it("says that too much came in, and when there is no network", async () => {
    network({ [OPEN]: refusal("too-many-requests", 429) });
    show(Shared);
    await enter("1");
    expect((await screen.findByRole("alert")).textContent).toContain("Too much came in at once");
    network({});
    tap(await button("Open diary"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("There is no network right now"));
  });

  it("sends nothing without a code", async () => {
    const sent = network({});
    show(Shared);
    const field = await screen.findByLabelText<HTMLInputElement>("Code");
    field.form?.requestSubmit();
    expect(sent).toEqual([]);
  });

  it("shows each of several sessions", async () => {
    network({ [OPEN]: { ...diaries, treatments: [session("t2", 2), session("t1", 1)] }, [READ]: answer, "GET /api/shared/treatments/t2?language=en": review({ replies: [{ ...reply("r2"), text: "Second." }] }) });
    show(Shared);
    await enter("7K3M9QXP");
    await screen.findByText("Second.");
    tap(screen.getByLabelText(/^Session 1/));
    await screen.findByText("All good.");
    expect(screen.queryByText("Second.")).toBeNull();
  });
});

describe("a page that is opened again", () => {
  beforeEach(() => history.replaceState(null, "", "/shared"));

  it("shows the diary again while the link is open in this browser", async () => {
    network({ [LIST]: diaries, [READ]: answer });
    show(Shared);
    await screen.findByText("All good.");
  });

  it.each(["not-signed-in", "not-found"])("says that the diary is closed (%s)", async (code) => {
    network({ [LIST]: refusal(code, code === "not-found" ? 404 : 401) });
    show(Shared);
    await screen.findByText("This diary is closed");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("loads on a retry", async () => {
    network({});
    show(Shared);
    await screen.findByRole("alert");
    network({ [LIST]: diaries, [READ]: refusal("unexpected", 500) });
    tap(await button("Try again"));
    await screen.findByRole("heading", { level: 1, name: "Alice" });
    await screen.findByRole("alert");
    network({ [READ]: answer });
    tap(await button("Try again"));
    await screen.findByText("All good.");
  });

  it("says that the diary was closed in the meantime", async () => {
    network({ [LIST]: diaries, [READ]: refusal("not-signed-in", 401) });
    show(Shared);
    await screen.findByText("This diary is closed");
  });

  it("is closed by its reader, also where it has ended already", async () => {
    network({ [LIST]: diaries, [READ]: answer, [CLOSE]: refusal("unexpected", 500) });
    show(Shared);
    tap(await button("Close diary"));
    await screen.findByRole("alert");
    network({ [LIST]: refusal("not-signed-in", 401), [CLOSE]: refusal("not-signed-in", 401) });
    tap(await button("Try again"));
    await screen.findByText("This diary is closed");
  });

  it("takes a link that is opened while it is on screen", async () => {
    network({ [LIST]: diaries, [READ]: answer, [OPEN]: { ...diaries, patient_name: "Dora" }, [CLOSE]: { done: true } });
    show(Shared);
    await screen.findByRole("heading", { level: 1, name: "Alice" });
    location.hash = "#another-token";
    await enter("7K3M-9QXP");
    await screen.findByRole("heading", { level: 1, name: "Dora" });
    tap(await button("Close diary"));
    await screen.findByRole("heading", { level: 1, name: "Alice" });
  });
});
