/** Open a screen for a tapped notification. An open app is focused and navigates by itself: a reload would lose input. */
export async function openScreen(clients: Clients, to: string): Promise<void> {
  const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) {
    await clients.openWindow(to);
    return;
  }
  open.postMessage({ type: "go", to });
  await open.focus();
}
