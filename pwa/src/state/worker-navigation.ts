/** A tapped notification reaches the open app as a message of the service worker: go there, without a reload. */
export function watchForNavigation(go: (path: string) => void): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const listen = (event: MessageEvent): void => {
    const told = event.data as { type?: unknown; to?: unknown } | null;
    if (told?.type === "go" && typeof told.to === "string") go(told.to);
  };
  navigator.serviceWorker.addEventListener("message", listen);
  return () => navigator.serviceWorker.removeEventListener("message", listen);
}
