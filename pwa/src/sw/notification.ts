/** Parses push messages. Every message shows a notification: iOS revokes subscriptions that receive silent ones. */

/** The notification to show, and the path of this origin that a tap opens. */
export interface Shown {
  readonly title: string;
  readonly options: Omit<NotificationOptions, "data"> & { data: { to: string } };
}

interface Declared {
  title: string;
  body?: string;
  navigate?: string;
  tag?: string;
  lang?: string;
  silent?: boolean;
}

const ICONS = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

/** The notification of a Declarative Web Push message, or `fallback` for any other message. */
export function notificationOf(message: string | undefined, fallback: { title: string; body: string }, origin: string): Shown {
  const content = parse(message);
  if (!content) return { title: fallback.title, options: { ...ICONS, body: fallback.body, data: { to: "/" } } };
  const { title, navigate, ...rest } = content;
  return { title, options: { ...ICONS, ...rest, data: { to: pathWithin(navigate, origin) } } };
}

/** The path of a URL of this origin; "/" for any other URL. */
export function pathWithin(address: string | undefined, origin: string): string {
  try {
    const url = new URL(address ?? "/", origin);
    return url.origin === origin ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}

function parse(message: string | undefined): Declared | undefined {
  try {
    const { notification } = JSON.parse(message ?? "") as { notification?: Partial<Declared> };
    if (typeof notification?.title !== "string" || notification.title === "") return undefined;
    const { title, body, navigate, tag, lang, silent } = notification;
    return { title, ...texts({ body, navigate, tag, lang }), ...(typeof silent === "boolean" ? { silent } : {}) };
  } catch {
    return undefined;
  }
}

function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}
