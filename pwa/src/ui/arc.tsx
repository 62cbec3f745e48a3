import type { ComponentChildren } from "preact";

const R = 130;
const LENGTH = Math.PI * R;

/** An arc that fills as the course of the sheet passes. Decoration: the text below it carries the meaning. */
export function Arc({ ratio, children }: { ratio: number; children?: ComponentChildren }) {
  const filledRatio = Math.min(1, Math.max(0.02, ratio));
  const angle = Math.PI * (1 - filledRatio);
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
        <path class="arc__glow" d={path} stroke="url(#glow)" stroke-dasharray={filled} />
        <circle class="arc__sun" cx={150 + R * Math.cos(angle)} cy={150 - R * Math.sin(angle)} r="16" />
      </svg>
      <div class="arc__words">{children}</div>
    </div>
  );
}
