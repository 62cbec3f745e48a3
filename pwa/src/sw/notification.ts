/** Reads a push message. Every message ends in a notification: on iOS a silent one endangers the subscription. */

/** What to show, and where a tap leads (a path of this origin). */
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

/** The notification of a Declarative Web Push message; for anything else `fallback` in its place. */
export function notificationOf(message: string | undefined, fallback: { title: string; body: string }, origin: string): Shown {
  const content = parse(message);
  if (!content) return { title: fallback.title, options: { ...ICONS, body: fallback.body, data: { to: "/" } } };
  const { title, body, navigate, tag, lang, silent } = content;
  return {
    title,
    options: {
      ...ICONS,
      ...(body === undefined ? {} : { body }),
      ...(tag === undefined ? {} : { tag }),
      ...(lang === undefined ? {} : { lang }),
      ...(silent === undefined ? {} : { silent }),
      data: { to: pathWithin(navigate, origin) },
    },
  };
}

/** The path of an address of this origin; "/" for every other one. */
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
