/**
 * What Today asks the server for on a phone that has nothing yet, asked before its code is here. Without this the diary
 * would wait for the page, the app, Today and the account, one after the other.
 */

/** The whole diary, because the phone has none of it. */
export const WHOLE_DIARY = "/api/my/changes?after=0";

export function topicNamesPath(language: string): string {
  return `/api/topics/names/${language}`;
}

/** Milliseconds after which an early response is not used: somebody else may have signed in. */
const FRESH = 10_000;

/** A successful response, and when the request was sent and answered, in epoch milliseconds of the phone. */
export interface EarlyResponse {
  readonly response: Response;
  readonly sentAt: number;
  readonly receivedAt: number;
}

const requests = new Map<string, Promise<EarlyResponse | undefined>>();

/** Send the requests, for a person who reads this language. Nobody may be signed in: then the responses are refusals, which are not used. */
export function askEarly(language: string): void {
  for (const path of [WHOLE_DIARY, topicNamesPath(language)]) requests.set(path, ask(path));
}

/** The early response, once; undefined if there is none, or none that can be used. Never rejects. */
export async function takeEarly(path: string): Promise<EarlyResponse | undefined> {
  const request = requests.get(path);
  requests.delete(path);
  const early = await request;
  return early && Date.now() - early.sentAt < FRESH ? early : undefined;
}

async function ask(path: string): Promise<EarlyResponse | undefined> {
  const sentAt = Date.now();
  try {
    // as sync/http.ts asks: a response from the browser's cache would carry the time at which it was made
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(FRESH) });
    return response.ok ? { response, sentAt, receivedAt: Date.now() } : undefined;
  } catch {
    return undefined;
  }
}
