import type { ComponentChildren } from "preact";
import { Banner, Button } from "../../ui";
import type { Prepared } from "../../actions/photo/pick-photo";
import type { PhotoFlaw } from "../../actions/photo/take-photo";
import { t } from "../../i18n";
import { DraftImage } from "./draft-image";

interface CheckProps {
  readonly photo: Pick<Prepared, "bytes" | "type" | "width">;
  readonly alt: string;
  readonly flaw?: PhotoFlaw | null;
  /** What else is asked about the photo, above it. */
  readonly question?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One photo, large. What is to be said about it stands above it, never under it; what can be done, below. */
export function CheckPhoto({ photo, alt, flaw = null, question, children }: CheckProps) {
  return (
    <>
      {flaw !== null && (
        <Banner tone="wait" title={t(`patient.camera.${flaw}`)} alert>
          {t(`patient.camera.${flaw}-text`)}
        </Banner>
      )}
      {question}
      <div class="camera__room">
        <div class="finder finder--photo"><DraftImage photo={photo} alt={alt} /></div>
      </div>
      <div class="camera__decide">{children}</div>
    </>
  );
}

/** A photo with a flaw: the person decides whether to keep it. */
export function KeepOrRetake({ onKeep, onAgain }: { readonly onKeep: () => void; readonly onAgain: () => void }) {
  return (
    <>
      <Button icon="camera" wide onClick={onAgain}>
        {t("patient.camera.again")}
      </Button>
      <Button kind="quiet" wide onClick={onKeep}>
        {t("patient.camera.keep")}
      </Button>
    </>
  );
}
