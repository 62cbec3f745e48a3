// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessRecord } from "../../src/domain/diary";
import Share from "../../src/screens/patient/share/share";
import { treatment } from "../records";
import { alice, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const button = (name: string) => screen.findByRole("button", { name });

beforeEach(() => {
  completeBrowser();
  network({ "GET /api/my/share-links": { share_links: [] } });
});
afterEach(clearPhone);

describe("who has viewed the diary", () => {
  const record = (id: string, viewed_at: string, part: Partial<AccessRecord> = {}): AccessRecord => ({
    ...{ id, treatment_id: "treatment", practitioner_name: "Bob", everyone_at: "", kind: "diary", link_id: null, link_name: "", viewed_at, revision: 1 },
    ...part,
  });
  const byLink = { practitioner_name: "", link_id: "l1" };

  it("is listed by day in plain words, the newest first", async () => {
    const access_records = [
      record("1", "2026-11-18T12:00:00Z"),
      record("2", "2026-11-18T12:30:00Z"),
      record("3", "2026-11-19T10:00:00Z", byLink),
      record("4", "2026-11-19T10:05:00Z", { ...byLink, kind: "photos" }),
      record("5", "2026-11-19T11:00:00Z", { ...byLink, kind: "locked" }),
    ];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    await screen.findByRole("heading", { name: "Viewed by" });
    const rows = [...document.querySelectorAll(".rows li")].map((row) => row.textContent);
    expect(rows[0]).toContain("Link locked");
    expect(rows[1]).toMatch(/^Somebody with your link.*seen once, at .*photos, too/);
    expect(rows[2]).toMatch(/^Bob.*seen 2 times, last at/);
    expect(screen.queryByText("Nobody has viewed your diary yet.")).toBeNull();
  });

  it("says how often a list has shown the diary, beside how often it was opened", async () => {
    const access_records = [
      record("1", "2026-11-18T12:00:00Z", { kind: "queue" }),
      record("2", "2026-11-18T12:30:00Z", { kind: "queue" }),
      record("3", "2026-11-18T12:45:00Z", { kind: "queue", practitioner_name: "Erin" }),
      record("4", "2026-11-18T12:10:00Z"),
    ];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    await screen.findByRole("heading", { name: "Viewed by" });
    const rows = [...document.querySelectorAll(".rows li")].map((row) => row.textContent);
    expect(rows[0]).toMatch(/^Erinseen in the list once, at [^·]*$/);
    expect(rows[1]).toMatch(/^Bobseen once, at .* · seen in the list 2 times, last at /);
  });

  it("names the links that the person has given a name, each on its own", async () => {
    const access_records = [
      record("1", "2026-11-19T10:00:00Z", { ...byLink, link_name: "Dr. Weber" }),
      record("2", "2026-11-19T11:00:00Z", { ...byLink, link_id: "l2", link_name: "My sister" }),
      record("3", "2026-11-19T12:00:00Z", { ...byLink, link_id: "l2", link_name: "My sister", kind: "locked" }),
      record("4", "2026-11-19T13:00:00Z", byLink),
    ];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    await screen.findByRole("heading", { name: "Viewed by" });
    const rows = [...document.querySelectorAll(".rows li")].map((row) => row.textContent);
    const named = ["Somebody with your link", "Link locked: My sister", "Somebody with your link “My sister”", "Somebody with your link “Dr. Weber”"];
    expect(rows.map((text, place) => text.slice(0, named[place]?.length))).toEqual(named);
  });

  it("says who has taken a copy", async () => {
    const access_records = [
      record("1", "2026-11-18T12:00:00Z"),
      record("2", "2026-11-18T12:30:00Z", { kind: "export" }),
      record("3", "2026-11-19T12:30:00Z", { kind: "export" }),
      record("4", "2026-11-19T12:31:00Z", { kind: "export" }),
    ];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    await screen.findByRole("heading", { name: "Viewed by" });
    const rows = [...document.querySelectorAll(".rows li")].map((row) => row.textContent);
    expect(rows[0]).toMatch(/^Bobtook 2 copies of your diary$/);
    expect(rows[1]).toMatch(/^Bobseen once, at .* · took a copy of your diary$/);
  });

  it("says where a look was possible because the diary is shared with everyone", async () => {
    const access_records = [record("1", "2026-11-18T12:00:00Z", { practitioner_name: "Frida", everyone_at: "Clinic" }), record("2", "2026-11-18T11:00:00Z")];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    await screen.findByRole("heading", { name: "Viewed by" });
    const rows = [...document.querySelectorAll(".rows li")].map((row) => row.textContent);
    expect(rows[0]).toMatch(/^Fridaseen once, at .* · shared with everyone at Clinic$/);
    expect(rows[1]).toMatch(/^Bobseen once, at [^·]*$/);
  });

  it("shows the last seven days, and the others on demand", async () => {
    const access_records = Array.from({ length: 9 }, (_, day) => record(String(day), `2026-11-${String(10 + day)}T12:00:00Z`));
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    const all = await button("Show all");
    const rows = (): number => document.querySelectorAll(".rows li").length;
    expect(rows()).toBe(7);
    tap(all);
    await waitFor(() => expect(rows()).toBe(9));
    expect(screen.queryByRole("button", { name: "Show all" })).toBeNull();
  });
});
