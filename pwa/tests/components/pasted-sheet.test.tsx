// @vitest-environment jsdom
/** A diary of one's own that follows the text of a sheet. */
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadMessages, setLanguage } from "../../src/i18n";
import Start from "../../src/screens/entrance/start";
import { forgetPerson, signedIn } from "../../src/state/auth-session";
import { discardPasted } from "../../src/store/pasted";
import { go } from "../../src/ui";
import { sheetSummary } from "../clinic-records";
import { treatment } from "../records";
import { alice, type Answer, clearPhone, completeBrowser, fillLocalStorage, network, refusal, show, tap, type } from "./phone";

const OWN = "POST /api/my/treatments";
const SHEETS = "GET /api/sheets";
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;
const arrived = (path: string) => vi.waitFor(() => expect(location.pathname + location.search).toBe(path));

beforeEach(async () => {
  completeBrowser();
  await loadMessages("core", "problems", "entrance");
  forgetPerson();
  go("/start");
});
afterEach(async () => {
  forgetPerson();
  await clearPhone();
});

describe("a diary that follows a pasted sheet", () => {
  const READINGS = "POST /api/my/sheet-imports";
  const TEXT = "Aftercare\nAvoid saunas for 14 days.\nSkip the gym, although some go earlier.";
  const reading = {
    language: "en",
    sentences: [
      { text: "Aftercare", heading: true, state: "reading-only" },
      { text: "Avoid saunas for 14 days.", heading: false, state: "read" },
      { text: "Skip the gym, although some go earlier.", heading: false, state: "unread" },
      { text: "We wish you well.", heading: false, state: "reading-only" },
    ],
  };
  const text = () => screen.findByLabelText<HTMLTextAreaElement>("Text of your sheet");
  const paste = async (value: string): Promise<void> => void fireEvent.input(await text(), { target: { value } });
  afterEach(discardPasted);
  const openForm = async (answers: Record<string, Answer>) => {
    signedIn(alice);
    const sent = network({ [SHEETS]: { sheets: [sheetSummary({ begins: { en: ["No make-up today.", "Drink water."], de: ["Kein Make-up."] } })] }, ...answers });
    show(Start);
    fireEvent.input(await screen.findByLabelText("When were you treated?"), { target: { value: "2026-11-18T10:00" } });
    return sent;
  };

  it("is offered beside the listed sheets, which show how they begin", async () => {
    await openForm({});
    expect((await screen.findByLabelText(/Gentle days/)).closest("label")?.textContent).toContain("No make-up today. Drink water.");
    expect(screen.queryByLabelText("Text of your sheet")).toBeNull();
    tap(screen.getByLabelText(/another sheet/));
    expect((await button("Read my sheet")).disabled).toBe(true);
  });

  it("is offered beside sheets that have their name in the person's language", async () => {
    signedIn(alice);
    network({ [SHEETS]: { sheets: [sheetSummary({ titles: { de: "Sanfte Tage" } })] } });
    await act(() => setLanguage("de"));
    show(Start);
    expect(await screen.findByLabelText(/^Sanfte Tage/)).toBeTruthy();
    await act(() => setLanguage("en"));
    expect(screen.getByLabelText(/^Gentle days/)).toBeTruthy();
  });

  it("shows how each sentence was read before it starts, and follows the text", async () => {
    const sent = await openForm({ [READINGS]: reading, [OWN]: treatment() });
    tap(await screen.findByLabelText(/another sheet/));
    await paste(TEXT);
    tap(await button("Read my sheet"));
    await screen.findByRole("heading", { name: "1 of 2 sentences read" });
    expect(screen.getByText("Skip the gym, although some go earlier.").textContent).toContain("Not read");
    expect(screen.getByText(/shows you the sentence when you ask/)).toBeTruthy();
    tap(await button("Start diary"));
    await arrived("/");
    expect(sent.find(({ call }) => call === READINGS)?.body).toEqual({ title: "Aftercare", text: TEXT, language: null });
    expect(sent.find(({ call }) => call === OWN)?.body).toMatchObject({ sheet_key: null, pasted: { title: "Aftercare", text: TEXT, language: "en" } });
  });

  it("is read anew after the text has changed", async () => {
    await openForm({ [READINGS]: reading });
    tap(await screen.findByLabelText(/another sheet/));
    await paste(TEXT);
    tap(await button("Read my sheet"));
    await screen.findByRole("heading", { name: "1 of 2 sentences read" });
    type(await text(), " Rest.");
    await button("Read my sheet");
    expect(screen.queryByRole("heading", { name: "1 of 2 sentences read" })).toBeNull();
  });

  it("asks for the language where the server cannot tell it, and keeps the text", async () => {
    await openForm({ [READINGS]: refusal("language-unknown", 422) });
    tap(await screen.findByLabelText(/another sheet/));
    await paste(TEXT);
    tap(await button("Read my sheet"));
    tap(await screen.findByLabelText("English"));
    const sent = network({ [READINGS]: reading });
    tap(await button("Read my sheet"));
    await screen.findByRole("heading", { name: "1 of 2 sentences read" });
    expect(sent[0]?.body).toMatchObject({ language: "en" });
    expect((await text()).value).toBe(TEXT);
  });

  it("says that nothing could be read", async () => {
    await openForm({ [READINGS]: refusal("sheet-unread", 422) });
    tap(await screen.findByLabelText(/another sheet/));
    await paste("We are open from nine to five.");
    tap(await button("Read my sheet"));
    expect(await alertText()).toContain("could not read any instruction");
  });

  it("is not sent while it is too long", async () => {
    await openForm({});
    tap(await screen.findByLabelText(/another sheet/));
    await paste("a".repeat(20_001));
    expect(await alertText()).toContain("20,000 characters");
    expect((await button("Read my sheet")).disabled).toBe(true);
  });

  it("says that this device could not store the text, which can still be read", async () => {
    const sent = await openForm({ [READINGS]: reading });
    tap(await screen.findByLabelText(/another sheet/));
    fillLocalStorage();
    await paste(TEXT);
    await screen.findByText(/cannot store your text/);
    tap(await button("Read my sheet"));
    await screen.findByRole("heading", { name: "1 of 2 sentences read" });
    expect(sent.find(({ call }) => call === READINGS)?.body).toMatchObject({ text: TEXT });
  });

  it("has the title of its first line, without the spaces around it", async () => {
    const sent = await openForm({ [READINGS]: reading });
    tap(await screen.findByLabelText(/another sheet/));
    await paste("\n  Aftercare of Lindenhof \r\nAvoid saunas for 14 days.\nDrink water.");
    tap(await button("Read my sheet"));
    await screen.findByRole("heading", { name: "1 of 2 sentences read" });
    expect(sent.find(({ call }) => call === READINGS)?.body).toMatchObject({ title: "Aftercare of Lindenhof" });
  });

  it("survives a reload", async () => {
    await openForm({});
    tap(await screen.findByLabelText(/another sheet/));
    await paste(TEXT);
    cleanup();
    await openForm({});
    tap(await screen.findByLabelText(/another sheet/));
    expect((await text()).value).toBe(TEXT);
  });
});
