import css from "../../ui/tokens.css?raw";
import { locale } from "../../i18n";
import { Icon } from "../../ui";
import { contrast, PAIRS, palettesOf, sizesOf, type Palette } from "./contrast";
import { word } from "./words";

const PALETTES = palettesOf(css);
const LOOKS = ["light", "dark"] as const;

/** Every pair of colours that screens show, in both looks, with its contrast. */
export function Colours() {
  return (
    <section class="stack">
      <h2>{word("colours")}</h2>
      <p class="soft">{word("colours_lead")}</p>
      <ul class="design-pairs">
        {PAIRS.flatMap((pair) => LOOKS.map((look) => <PairRow key={`${pair.text} ${pair.on} ${look}`} {...pair} look={look} />))}
      </ul>
      <div class="design-glow" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => <i key={step} style={{ background: `var(--glow-${step})` }} />)}
      </div>
    </section>
  );
}

function PairRow({ text, on, least, look }: (typeof PAIRS)[number] & { look: (typeof LOOKS)[number] }) {
  const palette: Palette = PALETTES[look];
  const [front = "", back = ""] = [palette[text], palette[on]];
  const ratio = contrast(front, back);
  return (
    <li style={least < 4.5 ? { color: palette["ink"], background: back, borderColor: front } : { color: front, background: back }}>
      <span>{`${text} / ${on}`}</span>
      <small>{word(look)}</small>
      <strong>
        <Icon name={ratio >= least ? "yes" : "attention"} small /> {ratio.toLocaleString(locale.value, { maximumFractionDigits: 1 })}
      </strong>
    </li>
  );
}

/** The steps of the type scale, in both fonts, with their sizes. */
export function TypeScale() {
  return (
    <section class="stack">
      <h2>{word("type")}</h2>
      {Object.entries(sizesOf(css, /^step-/)).map(([name, size]) => (
        <div key={name}>
          <small class="soft">{`--${name} · ${size}`}</small>
          <p style={{ font: `600 var(--${name}) / 1.2 var(--serif)` }}>{word("quick")}</p>
          <p style={{ fontSize: `var(--${name})` }}>{word("quick")}</p>
        </div>
      ))}
    </section>
  );
}

/** The steps of space and of round corners. */
export function Spacing() {
  return (
    <section class="stack">
      <h2>{word("space")}</h2>
      <ul class="design-space">
        {Object.entries(sizesOf(css, /^(s\d|target)$/)).map(([name, size]) => (
          <li key={name}>
            <small>{`--${name} · ${size}`}</small>
            <i style={{ width: `var(--${name})` }} />
          </li>
        ))}
      </ul>
      <ul class="design-round">
        {Object.entries(sizesOf(css, /^round/)).map(([name, size]) => (
          <li key={name} style={{ borderRadius: `var(--${name})` }}>
            <small>{`--${name} · ${size}`}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
