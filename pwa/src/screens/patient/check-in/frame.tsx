import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { dayOfHealing } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { partOfDay } from "../../../domain/part-of-day";
import { t } from "../../../i18n";
import { phoneTimeZone } from "../../../state/clock";
import { Button, isTyping } from "../../../ui";

interface FrameProps {
  readonly title: string;
  readonly lead?: string | undefined;
  /** A new step of the task: the title gets the focus again. */
  readonly step?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The whole screen for one task, without the tab bar. Its title gets the focus once per step: it may change while the person types. */
export function Frame({ title, lead, step, onClose, children }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isTyping()) heading.current?.focus({ preventScroll: true });
  }, [step]);
  useEffect(() => {
    document.title = `${title} · ${t("common.app")}`;
  }, [title]);
  return (
    <main id="content" class="screen check-in">
      <header class="check-in__head">
        <div>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead !== undefined && <p class="soft">{lead}</p>}
        </div>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
      </header>
      {children}
    </main>
  );
}

/** "Day 2 · evening", by the sheet's days and the phone's clock; "Check-in" before the treatment. */
export function titleAt({ timeline: { treated_at, time_zone, day_one } }: Treatment, at: number): string {
  if (at < Date.parse(treated_at)) return t("patient.check-in.title");
  const day = t("patient.today.day", { day: dayOfHealing(treated_at, at, time_zone, day_one) });
  return t("patient.check-in.header", { day, part: t(`patient.part.${partOfDay(at, phoneTimeZone())}`) });
}
