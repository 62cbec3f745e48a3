import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useBackCloses } from "./back-closes";
import { t } from "../i18n";
import { Icon } from "./icon";
import { useModal } from "./modal";
import { Toasts } from "./toast";
import "./bottom-sheet.css";

interface BottomSheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog at the bottom of a phone. Escape, the close button, "back" and a tap outside close it; the browser restores the focus. */
export function BottomSheet({ open, title, onClose, children }: BottomSheetProps) {
  const dialog = useModal(open);
  const id = useId();
  return (
    <dialog
      ref={dialog}
      class="bottom-sheet"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div class="bottom-sheet__body">
          <BackCloses onClose={onClose} />
          <div class="spread">
            <h2 id={id}>{title}</h2>
            <button type="button" class="button button--plain" aria-label={t("common.close")} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {children}
          <Toasts within={dialog} />
        </div>
      )}
    </dialog>
  );
}

function BackCloses({ onClose }: Pick<BottomSheetProps, "onClose">) {
  useBackCloses(onClose);
  return null;
}
