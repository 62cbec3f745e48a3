/** Subscribe again after the push service has dropped or changed the subscription, and register it with the server. */
export async function resubscribe(push: PushManager, old: PushSubscription | null): Promise<void> {
  const key = old?.options.applicationServerKey ?? (await serverKey());
  const fresh = await push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await fetch("/api/my/push-subscriptions", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fresh.toJSON()),
  });
}

async function serverKey(): Promise<string> {
  const answer = await fetch("/api/push-key", { credentials: "same-origin" });
  const { public_key: key } = (await answer.json()) as { public_key: string };
  return key;
}
