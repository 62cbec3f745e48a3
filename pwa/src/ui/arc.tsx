import type { ComponentChildren } from "preact";

const R = 130;
const LENGTH = Math.PI * R;

interface ArcProps {
  /** Progress from the treatment (0) to settled skin (1). */
  ratio: number;
  /** Progress at which something changes, 0–1. */
  marks?: readonly number[];
  /** The large text in the middle, "31 hours". */
  big: string;
  /** Below the large text. */
  children?: ComponentChildren;
}

function pointAt(ratio: number): { x: number; y: number } {
  const angle = Math.PI * (1 - ratio);
  return { x: 150 + R * Math.cos(angle), y: 150 - R * Math.sin(angle) };
}

function Mark({ ratio }: { ratio: number }) {
  const { x, y } = pointAt(ratio);
  const [dx, dy] = [(x - 150) / R, (y - 150) / R];
  return <path class="arc__mark" d={`M${x - dx * 7} ${y - dy * 7}L${x + dx * 7} ${y + dy * 7}`} />;
}

/** An arc that fills from the treatment to settled skin. Decoration: the text carries the meaning. */
export function Arc({ ratio, marks = [], big, children }: ArcProps) {
  const filledRatio = Math.min(1, Math.max(0.02, ratio));
  const sun = pointAt(filledRatio);
  const path = `M${150 - R} 150A${R} ${R} 0 0 1 ${150 + R} 150`;
  const filled = `${LENGTH * filledRatio} ${LENGTH * 2}`;
  return (
    <div class="arc">
      <svg viewBox="0 0 300 168" aria-hidden="true">
        <defs>
          <linearGradient id="glow">
            <stop offset="0" />
            <stop offset=".35" />
            <stop offset=".7" />
            <stop offset="1" />
          </linearGradient>
        </defs>
        <path class="arc__glow arc__track" d={path} />
        <path class="arc__glow arc__halo" d={path} stroke="url(#glow)" stroke-dasharray={filled} stroke-width="30" />
        <path class="arc__glow" d={path} stroke="url(#glow)" stroke-dasharray={filled} />
        {marks.map((mark) => <Mark key={mark} ratio={mark} />)}
        <circle class="arc__sun" cx={sun.x} cy={sun.y} r="10" />
      </svg>
      <div class="arc__words">
        <span class="arc__big">{big}</span>
        {children}
      </div>
    </div>
  );
}
