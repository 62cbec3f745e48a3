import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { Button } from "./button";
import { modals } from "./modal";

interface Toast {
  id: number;
  text: string;
  action?: ToastAction;
}

interface ToastAction {
  label: string;
  run: () => void;
  /** Milliseconds for which the action is offered; twelve seconds by default. */
  lasts?: number;
}

/** The number of toasts shown at once; a new one replaces the oldest. */
const MOST = 2;
const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Show a message for six seconds, or as long as its `action` lasts. It does not take the focus. */
export function toast(text: string, action?: ToastAction): void {
  const id = ++last;
  toasts.value = [...toasts.peek().slice(1 - MOST), action ? { id, text, action } : { id, text }];
  setTimeout(() => drop(id), action ? (action.lasts ?? 12_000) : 6_000);
}

function drop(id: number): void {
  toasts.value = toasts.peek().filter((other) => other.id !== id);
}

/** Where toasts appear: once in the shell, and once in each modal dialog, of which the topmost shows them. */
export function Toasts({ within }: { within?: RefObject<HTMLDialogElement> }) {
  const isOnTop = modals.value.at(-1) === (within ? within.current ?? null : undefined);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {isOnTop && toasts.value.map(({ id, text, action }) => (
        <div class="toast" key={id}>
          {text}
          {action && (
            <Button kind="plain" onClick={() => { drop(id); action.run(); }}>
              {action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
