/** What the server answers itself, even when it is a page. */
const SERVERS_OWN = /^\/(api\/|docs|openapi\.json|healthz|readyz|metrics)/;

/** The address under which the answer may be kept: the app itself for every page of it, a file's own address else. Nothing for
 * what is never kept: other origins, the API, anything but reading. */
export function precachedAddress(request: { url: string; method: string; mode: string }, origin: string): string | undefined {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== origin || SERVERS_OWN.test(url.pathname)) return undefined;
  return request.mode === "navigate" ? `${origin}/index.html` : request.url;
}
