import type { ComponentChildren, RefObject } from "preact";
import { t } from "../i18n";
import { Icon, type IconName } from "./icon";
import type { Tone } from "./card";

const BANNER_ICONS = { info: "info", attention: "attention", done: "yes", wait: "wait" } as const;

interface BannerProps {
  tone?: keyof typeof BANNER_ICONS;
  title?: string;
  /** In place of the icon of its tone. */
  icon?: IconName;
  /** Announced at once by screen readers, as the answer to a tap. */
  alert?: boolean;
  /** Receives the element, for scrolling to it. */
  box?: RefObject<HTMLDivElement>;
  children?: ComponentChildren;
}

/** A message within the page. */
export function Banner({ tone = "info", title, icon, alert, box, children }: BannerProps) {
  return (
    <div {...(box ? { ref: box } : {})} class={`banner banner--${tone}`} {...(alert ? { role: "alert" as const } : {})}>
      <Icon name={icon ?? BANNER_ICONS[tone]} />
      <div class="banner__text">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

/** An empty state, and what to do about it. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Grey lines in place of what is loading. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

/** A short label on a tinted ground. */
export function Pill({ tone = "sand", icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`pill pill--${tone}`}>
      {icon && <Icon name={icon} small />}
      {children}
    </span>
  );
}

/** Where a record is: on this phone only, being sent, saved on the server, saved and shared with the clinic, or refused. */
export type SyncState = "phone" | "sending" | "saved" | "clinic" | "attention";

const SYNC_STYLES = {
  phone: { tone: "sand", icon: "phone" },
  sending: { tone: "ochre", icon: "sending" },
  saved: { tone: "teal", icon: "cloud" },
  clinic: { tone: "teal", icon: "share" },
  attention: { tone: "plum", icon: "attention" },
} as const;

/** The state of a record. */
export function StatusPill({ state }: { state: SyncState }) {
  return <Pill {...SYNC_STYLES[state]}>{t(`common.status.${state}`)}</Pill>;
}
