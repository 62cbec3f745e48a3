import "./controls.css";

/** On or off, at once. `label` is what a screen reader says. */
export function Switch({ label, on, onChange, disabled }: { label: string; on: boolean; onChange: (on: boolean) => void; disabled?: boolean }) {
  return (
    <input
      class="switch"
      type="checkbox"
      role="switch"
      aria-label={label}
      checked={on}
      disabled={disabled ?? false}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
