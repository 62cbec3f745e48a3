import { useState } from "preact/hooks";
import { Arc, Button } from "../../ui";
import { HAPTICS, haptic } from "../../ui/haptics";
import { word } from "./words";

const WAYS = ["forward", "back", "across"] as const;

/** The ways in which a screen enters, the arc that fills, steps one after the other; each shown again on request. */
export function Motion() {
  const [run, setRun] = useState(0);
  return (
    <section class="stack">
      <h2>{word("motion")}</h2>
      <p class="soft">{word("motion_lead")}</p>
      <Button kind="quiet" onClick={() => setRun(run + 1)}>{word("moving")}</Button>
      <div key={run} class="stack design-motion">
        {WAYS.map((way) => (
          <div key={way} data-way={way}>
            <div class="screen-sample card">{way}</div>
          </div>
        ))}
        <div data-way="forward">
          <Arc ratio={0.6} />
        </div>
        <ol>
          {[1, 2, 3].map((step) => (
            <li key={step} class="then__step">{`${word("sample")} ${step}`}</li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** A button for each vibration; nothing is felt on a device that cannot vibrate. */
export function Haptics() {
  return (
    <section class="stack">
      <h2>{word("feel")}</h2>
      <div class="row">
        {HAPTICS.map((name) => (
          <Button key={name} kind="quiet" onClick={() => haptic(name)}>{name}</Button>
        ))}
      </div>
    </section>
  );
}
