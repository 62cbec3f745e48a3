import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

/**
 * What a colour stands for: teal for allowed or done, plum for worth attention, ochre for not yet, sand for anything
 * neutral. Never without words or an icon.
 */
export type Tone = "plain" | "sand" | "teal" | "plum" | "ochre";

interface CardProps {
  title?: string;
  icon?: IconName;
  tone?: Tone;
  /** Shown to the right of the title. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

/** A raised surface with an optional h2. */
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
