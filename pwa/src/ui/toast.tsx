import { signal } from "@preact/signals";
import { Button } from "./button";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

/** The number of toasts shown at once; a new one replaces the oldest. */
const MOST = 2;
const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Show a message for six seconds, twelve with an `action`. It does not take the focus. */
export function toast(text: string, action?: { label: string; run: () => void }): void {
  const id = ++last;
  toasts.value = [...toasts.peek().slice(1 - MOST), action ? { id, text, action } : { id, text }];
  setTimeout(() => drop(id), action ? 12_000 : 6_000);
}

function drop(id: number): void {
  toasts.value = toasts.peek().filter((other) => other.id !== id);
}

/** Where toasts appear; the shell renders it once. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, action }) => (
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
