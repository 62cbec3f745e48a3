/** The token of a one-time link. It travels behind the #, which never reaches a server or its log, and goes from the
 * address bar at once: a screenshot or the history must not carry it. */
export function takeToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token === "") return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}
