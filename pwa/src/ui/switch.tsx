import "./controls.css";

/** A switch that takes effect at once. `label` is its accessible name. */
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
