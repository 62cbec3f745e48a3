/** A tapped notification: the open app is brought forward and told where to go; a half-written entry is not reloaded away. */
export async function openScreen(clients: Clients, to: string): Promise<void> {
  const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) {
    await clients.openWindow(to);
    return;
  }
  open.postMessage({ type: "go", to });
  await open.focus();
}
