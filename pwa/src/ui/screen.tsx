import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Link } from "./router";
import { t } from "../i18n";
import { Icon } from "./icon";

interface ScreenProps {
  title: string;
  lead?: ComponentChildren | undefined;
  /** Where "Back" leads; no back link without it. */
  back?: string;
  /** Shown to the right of the title: a pill, a plain button. */
  beside?: ComponentChildren;
  /** The title is for screen readers only: the screen shows something else in its place (the arc on Today). */
  quietTitle?: boolean;
  /** The practitioner's layout. */
  wide?: boolean;
  children: ComponentChildren;
}

/**
 * The frame of every screen: one h1, which is also the tab's title. It gets the focus on arrival and when the screen changes
 * its title, except while a person is typing: an author types the very title that is shown.
 */
export function Screen({ title, lead, back, beside, quietTitle, wide, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isTyping()) heading.current?.focus({ preventScroll: true });
    document.title = `${title} · ${t("common.app")}`;
  }, [title]);
  return (
    <main id="content" class={wide ? "screen screen--wide" : "screen"}>
      <header class="screen__head">
        {(back !== undefined || (quietTitle && beside)) && (
          <div class="screen__top">
            {back === undefined ? <span /> : <BackLink to={back} />}
            {quietTitle && beside}
          </div>
        )}
        <div class={quietTitle ? "unseen" : "spread"}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {!quietTitle && beside}
        </div>
        {lead !== undefined && <p class="screen__lead">{lead}</p>}
      </header>
      {children}
    </main>
  );
}

/** Whether a field has the focus, which a title must not take away. */
export function isTyping(): boolean {
  return document.activeElement?.matches("input, textarea, select") ?? false;
}

function BackLink({ to }: { to: string }) {
  return (
    <Link href={to} class="screen__back">
      <Icon name="back" small />
      {t("common.back")}
    </Link>
  );
}
