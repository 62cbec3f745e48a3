// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONTENT, openDesk, startServer, version } from "./desk";
import { clearPhone, completeBrowser, tap, type } from "./phone";

beforeEach(() => {
  completeBrowser();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => run());
});
afterEach(async () => {
  await act(async () => Promise.resolve());
  await clearPhone();
});

const field = (name: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(name);

describe("the details of a sheet", () => {
  beforeEach(async () => {
    startServer(version({ ...CONTENT, document: { ...CONTENT.document, languages: ["en", "de"] } }));
    await openDesk();
    tap(screen.getByLabelText("Sheet details"));
  });

  it("takes the title letter by letter, although the title of the screen follows", () => {
    type(field("Title (English)"), " by laser");
    expect(field("Title (English)").value).toBe("Peel by laser");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Peel by laser");
    expect(document.activeElement).toBe(field("Title (English)"));
  });

  it.each(["Title (German)", "Publisher"])("takes what is typed into %s", (name) => {
    const before = field(name).value;
    type(field(name), "Praxis am Hafen");
    expect(field(name).value).toBe(`${before}Praxis am Hafen`);
  });
});
