import type { ComponentChildren } from "preact";
import { Link } from "./router";
import { Icon, type IconName } from "./icon";

interface ButtonStyle {
  /** primary: the main action of the screen. quiet: the other ones. plain: looks like a link. careful: cannot be undone. */
  kind?: "primary" | "quiet" | "plain" | "careful";
  icon?: IconName;
  wide?: boolean;
  children: ComponentChildren;
}

interface ButtonProps extends ButtonStyle {
  onClick?: () => void;
  /** Its action is running: shows a spinner in place of the icon, and cannot be pressed. */
  busy?: boolean;
  disabled?: boolean;
  submit?: boolean;
  /** The accessible name, if the children do not say enough. */
  label?: string;
}

function classOf({ kind = "primary", wide }: ButtonStyle): string {
  return `button button--${kind}${wide ? " button--wide" : ""}`;
}

/** A button, 52 px tall (44 px when plain). */
export function Button(props: ButtonProps) {
  const { onClick, busy = false, disabled = false, submit = false, label, icon, children } = props;
  return (
    <button
      class={classOf(props)}
      type={submit ? "submit" : "button"}
      disabled={disabled || busy}
      aria-busy={busy}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(onClick === undefined ? {} : { onClick: () => onClick() })}
    >
      {busy ? <span class="button__spin" /> : icon && <Icon name={icon} small />}
      {children}
    </button>
  );
}

/** A link to another screen that looks like a button. */
export function ButtonLink(props: ButtonStyle & { href: string }) {
  return (
    <Link class={classOf(props)} href={props.href}>
      {props.icon && <Icon name={props.icon} small />}
      {props.children}
    </Link>
  );
}
