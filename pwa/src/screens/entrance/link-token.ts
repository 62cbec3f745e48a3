/**
 * Take the token of a one-time link out of the address. It is in the fragment, which never reaches a server or its log,
 * and is removed at once so that neither the history nor a screenshot contains it.
 */
export function takeToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token === "") return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/**
 * Call back with the token of every link opened while the page is shown. Such a link does not load the page again: only
 * the fragment changes. Returns a function that stops it.
 */
export function onNextToken(take: (token: string) => void): () => void {
  const changed = (): void => {
    const token = takeToken();
    if (token !== undefined) take(token);
  };
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
