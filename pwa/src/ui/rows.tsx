import type { ComponentChildren } from "preact";
import { Link } from "./router";
import { Icon, type IconName } from "./icon";
import "./rows.css";

/** A rounded list of `Row`s. */
export function Rows({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class="rows" {...(label === undefined ? {} : { "aria-label": label })}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: string;
  /** The language of the title, where it is not that of the screen. */
  lang?: string | undefined;
  detail?: ComponentChildren;
  icon?: IconName;
  /** Makes the row a link … */
  href?: string;
  /** … or a button. */
  onClick?: () => void;
  /** Shown on the right: a pill, a switch. */
  beside?: ComponentChildren;
  /** A separate control next to a row that is a button. */
  control?: ComponentChildren;
}

/** One row of a list, at least 60 px tall. */
export function Row({ href, onClick, control, ...rest }: RowProps) {
  if (href !== undefined) return <li><Link class="line" href={href}><Inside {...rest} goes /></Link></li>;
  if (onClick) {
    return (
      <li class={control ? "rows__with" : ""}>
        <button class="line" type="button" onClick={onClick}><Inside {...rest} goes={!control} /></button>
        {control && <span class="rows__control">{control}</span>}
      </li>
    );
  }
  return <li><div class="line"><Inside {...rest} /></div></li>;
}

function Inside({ title, lang, detail, icon, beside, goes }: Omit<RowProps, "href" | "onClick" | "control"> & { goes?: boolean }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span class="line__text">
        <span lang={lang}>{title}</span>
        {detail !== undefined && <small>{detail}</small>}
      </span>
      {beside ?? (goes && <Icon name="next" small />)}
    </>
  );
}
