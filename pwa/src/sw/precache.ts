/** Paths that the server handles itself, even for a page load. */
const SERVER_PATHS = /^\/(api\/|docs|openapi\.json|healthz|readyz|metrics)/;

/**
 * The URL under which the response to a request may be precached: index.html for every page of the app, else the URL
 * itself. Undefined for other origins, the API, and any method but GET.
 */
export function precachedAddress(request: { url: string; method: string; mode: string }, origin: string): string | undefined {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== origin || SERVER_PATHS.test(url.pathname)) return undefined;
  return request.mode === "navigate" ? `${origin}/index.html` : request.url;
}
