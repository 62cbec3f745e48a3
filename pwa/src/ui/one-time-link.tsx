import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "./button";
import { toast } from "./toast";
import "./one-time-link.css";

interface OneTimeLinkProps {
  readonly url: string;
  /** An SVG document. */
  readonly qr: string;
  /** Alternative text of the QR code. */
  readonly alt: string;
  /** What the link is for, and how long it is valid. */
  readonly children: ComponentChildren;
}

/** A one-time link to scan, read or copy. It is not stored anywhere, so leaving the screen loses it. */
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
