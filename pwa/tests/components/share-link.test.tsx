// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ShareLink } from "../../src/actions/sharing";
import Share from "../../src/screens/patient/share/share";
import { treatment } from "../records";
import { alice, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type } from "./phone";

const LINKS = "GET /api/my/share-links";
const MAKE = "POST /api/my/share-links";
const button = (name: string) => screen.findByRole("button", { name });
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function link(part: Partial<ShareLink> = {}): ShareLink {
  return {
    ...{ id: "l1", name: "", treatment_ids: ["treatment"], photos: true, notes: true, state: "open", created_at: inDays(-1), ends_at: inDays(13) },
    ...{ times_viewed: 0, last_viewed_at: null },
    ...part,
  };
}
const made = { link: link(), url: "https://afterglow.example/shared#secret", qr_svg: "<svg/>", code: "7K3M-9QXP" };
const alone = { ...treatment(), clinic_name: null, practitioner_name: null, practitioner_id: null };

beforeEach(async () => {
  completeBrowser();
  await preparePhone(alice, { treatments: [alone] });
});
afterEach(clearPhone);

async function openForm(): Promise<void> {
  tap(await button("Share by link"));
  await button("Create link");
}

describe("a link", () => {
  it("is made for 14 days with photos and notes, and shown once with its code", async () => {
    const sent = network({ [LINKS]: { share_links: [] }, [MAKE]: made });
    show(Share);
    await openForm();
    tap(await button("Create link"));
    expect((await screen.findByText("7K3M-9QXP")).getAttribute("aria-label")).toBe("Code: 7 K 3 M - 9 Q X P");
    expect(screen.getByText(made.url)).toBeTruthy();
    const [request] = sent.filter(({ call }) => call === MAKE);
    const body = request?.body as { readonly ends_at: string };
    expect(body).toMatchObject({ name: "", treatment_ids: ["treatment"], photos: true, notes: true });
    expect(Math.round((Date.parse(body.ends_at) - Date.now()) / 86_400_000)).toBe(14);
    expect(screen.queryByRole("button", { name: "Create link" })).toBeNull();
    tap(await button("Done"));
    await button("Share by link");
    await waitFor(() => expect(sent.filter(({ call }) => call === LINKS)).toHaveLength(2));
    expect(screen.queryByText("7K3M-9QXP")).toBeNull();
  });

  it("can be given a name, by which the person knows it again", async () => {
    const sent = network({ [LINKS]: { share_links: [link({ name: "Dr. Weber" }), link({ id: "l2", name: "My sister", state: "locked" })] }, [MAKE]: made });
    show(Share);
    await screen.findByRole("heading", { name: "Dr. Weber" });
    expect(screen.getByText("My sister").closest("section")?.textContent).toContain("A link was locked");
    await openForm();
    const field = screen.getByLabelText<HTMLInputElement>(/^Who is it for\?/);
    expect(field.maxLength).toBe(60);
    type(field, "Dr. Novak");
    tap(await button("Create link"));
    await screen.findByText("7K3M-9QXP");
    expect(sent.find(({ call }) => call === MAKE)?.body).toMatchObject({ name: "Dr. Novak" });
  });

  it("leaves out what is switched off, and says so in its preview", async () => {
    const sent = network({ [LINKS]: { share_links: [] }, [MAKE]: made });
    show(Share);
    await openForm();
    tap(screen.getByRole("switch", { name: "Include photos" }));
    tap(screen.getByRole("switch", { name: "Include notes and questions" }));
    tap(screen.getByLabelText("7 days"));
    tap(await button("Show preview"));
    await waitFor(() => expect(sent.some(({ call }) => call.endsWith("preview?photos=false&notes=false&by_link=true"))).toBe(true));
    tap(await button("Create link"));
    await screen.findByText("7K3M-9QXP");
    expect(sent.find(({ call }) => call === MAKE)?.body).toMatchObject({ photos: false, notes: false });
  });

  it("asks for the passkey if that was not answered just now, and makes nothing if the person closes the request", async () => {
    const sent = network({ [LINKS]: { share_links: [] }, [MAKE]: refusal("passkey-not-fresh", 403) });
    show(Share);
    await openForm();
    await waitFor(() => expect(document.querySelectorAll("dialog")).toHaveLength(2)); // that of the preview and that of the passkey
    tap(await button("Create link"));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByRole("button", { name: "Use your passkey" });
    tap(within(dialog).getByRole("button", { name: "Cancel" }));
    await screen.findByRole("alert");
    expect(sent.filter(({ call }) => call === MAKE)).toHaveLength(1);
  });

  it("says why it was not made", async () => {
    network({ [LINKS]: { share_links: [] }, [MAKE]: refusal("too-many-links", 409) });
    show(Share);
    await openForm();
    tap(await button("Create link"));
    expect((await screen.findByRole("alert")).textContent).toContain("You already have 10 open links");
    network({ [LINKS]: { share_links: [] }, [MAKE]: made });
    tap(await button("Try again"));
    await screen.findByText("7K3M-9QXP");
  });

  it("and its code can be copied", async () => {
    const copied: string[] = [];
    const writeText = vi.fn((text: string) => (copied.push(text), copied.length === 1 ? Promise.resolve() : Promise.reject(new Error("denied"))));
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as Navigator, { clipboard: { writeText } }));
    network({ [LINKS]: { share_links: [] }, [MAKE]: made });
    show(Share);
    await openForm();
    tap(await button("Create link"));
    tap(await button("Copy code"));
    await screen.findByText("The code has been copied.");
    tap(await button("Copy code"));
    await screen.findByText("That did not work");
    expect(copied).toEqual(["7K3M-9QXP", "7K3M-9QXP"]);
    vi.unstubAllGlobals();
  });
});

describe("the links that are open", () => {
  it("say until when, what is included and how often they were used", async () => {
    const links = [link(), link({ id: "l2", photos: false, notes: false, ends_at: inDays(1), times_viewed: 3, last_viewed_at: inDays(-1) }), link({ id: "l3", state: "ended" })];
    network({ [LINKS]: { share_links: links } });
    show(Share);
    await screen.findByText("Link until tomorrow");
    expect(screen.getByText("Nobody has opened it yet.")).toBeTruthy();
    expect(screen.getByText(/^Seen 3 times, last yesterday/)).toBeTruthy();
    expect(screen.getByText(/Photos, notes and questions are not included\./)).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Close link" })).toHaveLength(2);
    expect(screen.queryByText("Nobody else can see your diary.")).toBeNull();
  });

  it("are closed after a confirmation", async () => {
    const sent = network({ [LINKS]: { share_links: [link({ treatment_ids: ["unknown"] })] }, "DELETE /api/my/share-links/l1": { share_links: [link({ state: "revoked" })] } });
    show(Share);
    tap(await button("Close link"));
    const dialog = await screen.findByRole("dialog");
    tap(within(dialog).getByRole("button", { name: "Leave open" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Leave open" })).toBeNull());
    expect(sent.some(({ call }) => call.startsWith("DELETE"))).toBe(false);
    tap(await button("Close link"));
    tap(within(await screen.findByRole("dialog")).getByRole("button", { name: "Close link" }));
    await screen.findByText("The link is closed.");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Close link" })).toBeNull());
    await screen.findByText("Nobody else can see your diary.");
  });

  it("stay open, and say so, when closing did not reach the server", async () => {
    network({ [LINKS]: { share_links: [link()] } });
    show(Share);
    tap(await button("Close link"));
    const dialog = await screen.findByRole("dialog");
    tap(within(dialog).getByRole("button", { name: "Close link" }));
    expect((await within(dialog).findByRole("alert")).textContent).toContain("There is no network right now");
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.getByRole("button", { name: "Close link" })).toBeTruthy();
  });

  it("tell that one was locked, until that is removed", async () => {
    network({ [LINKS]: { share_links: [link({ state: "locked" })] }, "DELETE /api/my/share-links/l1": { share_links: [] } });
    show(Share);
    await screen.findByText("A link was locked");
    tap(await button("Remove"));
    await waitFor(() => expect(screen.queryByText("A link was locked")).toBeNull());
  });

  it("cannot be seen offline, and load on a retry", async () => {
    network({});
    show(Share);
    expect((await screen.findByRole("alert")).textContent).toContain("Your links could not be loaded");
    network({ [LINKS]: { share_links: [link()] } });
    tap(await button("Try again"));
    await button("Close link");
  });
});
