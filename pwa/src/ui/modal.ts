import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";

/** The modal dialogs that are open, the topmost last. The browser makes everything outside the topmost inert. */
export const modals = signal<readonly HTMLDialogElement[]>([]);

/** Open a dialog as a modal one while `open`. Its toasts belong inside it: those of the shell lie behind it, and cannot be tapped. */
export function useModal(open = true): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || !open) return element?.close();
    if (!element.open) element.showModal();
    modals.value = [...modals.peek(), element];
    return () => {
      modals.value = modals.peek().filter((other) => other !== element);
    };
  }, [open]);
  return dialog;
}
