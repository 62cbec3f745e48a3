/** Follow a tapped notification, which reaches the open app as a message of the service worker, without a reload. */
export function watchForNavigation(go: (path: string) => void): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const listen = (event: MessageEvent): void => {
    const message = event.data as { type?: unknown; to?: unknown } | null;
    if (message?.type === "go" && typeof message.to === "string") go(message.to);
  };
  navigator.serviceWorker.addEventListener("message", listen);
  return () => navigator.serviceWorker.removeEventListener("message", listen);
}
