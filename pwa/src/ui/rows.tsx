import type { ComponentChildren } from "preact";
import { Link } from "./router";
import { Icon, type IconName } from "./icon";

/** A rounded list; its children are `Row`s. */
export function Rows({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class="rows" {...(label === undefined ? {} : { "aria-label": label })}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: string;
  detail?: ComponentChildren;
  icon?: IconName;
  /** Makes the row a link … */
  href?: string;
  /** … or a button. */
  onClick?: () => void;
  /** Shown at the right: a pill, a switch. */
  beside?: ComponentChildren;
}

/** One line of a list, 60 px tall. */
export function Row({ href, onClick, ...rest }: RowProps) {
  if (href !== undefined) return <li><Link class="line" href={href}><Inside {...rest} goes /></Link></li>;
  if (onClick) return <li><button class="line" type="button" onClick={onClick}><Inside {...rest} goes /></button></li>;
  return <li><div class="line"><Inside {...rest} /></div></li>;
}

function Inside({ title, detail, icon, beside, goes }: Omit<RowProps, "href" | "onClick"> & { goes?: boolean }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span class="line__text">
        {title}
        {detail !== undefined && <small>{detail}</small>}
      </span>
      {beside ?? (goes && <Icon name="next" small />)}
    </>
  );
}
