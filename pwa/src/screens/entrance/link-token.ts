/** The token of a one-time link. It travels behind the #, which never reaches a server or its log, and goes from the
 * address bar at once: a screenshot or the history must not carry it. */
export function takeToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token === "") return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/** A link to the page that is on screen already loads nothing anew: the browser only tells that the # is another.
 * Gives back how to stop listening. */
export function onNextToken(take: (token: string) => void): () => void {
  const changed = (): void => {
    const token = takeToken();
    if (token !== undefined) take(token);
  };
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
