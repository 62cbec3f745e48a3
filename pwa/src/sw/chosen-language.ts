import { LANGUAGE_CACHE, LANGUAGE_PATH } from "../domain/worker-language";

/** The language that the person has chosen in the app, or else the browser's. */
export async function chosenLanguage(browser: string): Promise<string> {
  try {
    const stored = await (await caches.open(LANGUAGE_CACHE)).match(LANGUAGE_PATH);
    return (await stored?.text()) ?? browser.slice(0, 2);
  } catch {
    return browser.slice(0, 2); // storage may be blocked: the notification must appear all the same
  }
}
