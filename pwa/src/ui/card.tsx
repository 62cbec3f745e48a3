import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

/** The meaning of a colour: teal allowed or done, plum needs attention, ochre not yet, sand neutral. Never without a text or icon. */
export type Tone = "plain" | "sand" | "teal" | "plum" | "ochre";

interface CardProps {
  title?: string;
  icon?: IconName;
  tone?: Tone;
  /** Shown at the right of the title. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

/** A section with an optional h2. */
export function Card({ title, icon, tone = "plain", beside, children }: CardProps) {
  return (
    <section class={`card card--${tone}`}>
      {title !== undefined && (
        <div class="card__head">
          {icon && <Icon name={icon} />}
          <h2>{title}</h2>
          {beside}
        </div>
      )}
      {children}
    </section>
  );
}
