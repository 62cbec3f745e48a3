/** Take the token of a one-time link out of the address bar; undefined without one. It comes after the #, which is never sent
 * to a server, and must not stay in the history or in a screenshot. */
export function takeToken(): string | undefined {
  const token = location.hash.slice(1);
  if (token === "") return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/** Call `take` with the token of each link that is opened while its page is on screen: the browser then only reports a changed #.
 * Returns the function that stops listening. */
export function onNextToken(take: (token: string) => void): () => void {
  const changed = (): void => {
    const token = takeToken();
    if (token !== undefined) take(token);
  };
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
