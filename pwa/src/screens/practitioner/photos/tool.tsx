import { Glyph, type GlyphName } from "./glyph";

interface ToolProps {
  readonly icon: GlyphName;
  /** The name of the button; shown beside the icon where there is room. */
  readonly label: string;
  readonly onClick: () => void;
  /** For a tool that stays on until it is tapped again. */
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The key that does the same. */
  readonly shortcut?: string;
  /** Whether everybody knows the icon, so that it stands alone. */
  readonly plain?: boolean;
}

/** One tool of the photo comparer. */
export function Tool({ icon, label, onClick, pressed, disabled = false, shortcut, plain = false }: ToolProps) {
  return (
    <button
      type="button"
      class={plain ? "comparer-tool comparer-tool--plain" : "comparer-tool"}
      disabled={disabled}
      title={label}
      onClick={onClick}
      {...(pressed !== undefined && { "aria-pressed": pressed })}
      {...(shortcut !== undefined && { "aria-keyshortcuts": shortcut })}
    >
      <Glyph name={icon} />
      <span class="comparer-tool__label">{label}</span>
    </button>
  );
}
