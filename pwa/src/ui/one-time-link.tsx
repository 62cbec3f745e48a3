import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "./button";
import { toast } from "./toast";
import "./one-time-link.css";

interface OneTimeLinkProps {
  readonly url: string;
  /** An SVG document. */
  readonly qr: string;
  /** What the code is of, for those who do not see it. */
  readonly alt: string;
  /** What it is for, and until when. */
  readonly children: ComponentChildren;
}

/** A link that works once: to scan, to read, to copy. It is nowhere else, so leaving the screen loses it. */
export function OneTimeLink({ url, qr, alt, children }: OneTimeLinkProps) {
  const copy = () => void navigator.clipboard.writeText(url).then(() => toast(t("common.link.copied")));
  return (
    <div class="stack">
      <img class="one-time-link__qr" src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`} alt={alt} />
      <p>{children}</p>
      <p class="one-time-link__url"><code>{url}</code></p>
      <Button kind="quiet" wide icon="share" onClick={copy}>{t("common.link.copy")}</Button>
    </div>
  );
}
