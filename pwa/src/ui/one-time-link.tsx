import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button } from "./button";
import { toast } from "./toast";
import "./one-time-link.css";

interface OneTimeLinkProps {
  readonly url: string;
  /** An SVG document. */
  readonly qr: string;
  /** The alternative text of the QR code. */
  readonly alt: string;
  /** What the link is for, and until when it works. */
  readonly children: ComponentChildren;
}

/** A link that works once, to scan, read or copy. It is stored nowhere: leaving the screen loses it. */
export function OneTimeLink({ url, qr, alt, children }: OneTimeLinkProps) {
  const copy = () => {
    navigator.clipboard.writeText(url).then(
      () => toast(t("common.link.copied")),
      () => toast(t("common.failed.title")), // the link is on screen, to be copied by hand
    );
  };
  return (
    <div class="stack">
      <img class="one-time-link__qr" src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`} alt={alt} />
      <p>{children}</p>
      <p class="one-time-link__url"><code>{url}</code></p>
      <Button kind="quiet" wide icon="share" onClick={copy}>{t("common.link.copy")}</Button>
    </div>
  );
}
