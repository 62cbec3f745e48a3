import { useId } from "preact/hooks";
import { t } from "../i18n";
import { Icon, type IconName } from "./icon";
import "./controls.css";

interface Option<V extends string> {
  value: V;
  label: string;
  icon?: IconName;
  /** A second, smaller line. */
  detail?: string | undefined;
}

interface ChoiceProps<V extends string> {
  legend: string;
  /** Hides the legend visually. */
  quietLegend?: boolean;
  options: readonly Option<V>[];
  /** How the options stand: as chips that wrap (the default), stacked at full width, or as equal parts of one control. */
  shape?: "list" | "segments";
}

function Frame<V extends string>(props: ChoiceProps<V> & { type: "radio" | "checkbox"; on: (value: V) => boolean; pick: (value: V) => void; again?: () => void }) {
  const name = useId();
  return (
    <fieldset class={props.shape ? `choice choice--${props.shape}` : "choice"}>
      <legend class={props.quietLegend ? "unseen" : ""}>{props.legend}</legend>
      <div class="choice__options">
        {props.options.map((option) => (
          <label key={option.value}>
            <input
              class="unseen"
              type={props.type}
              name={name}
              checked={props.on(option.value)}
              onClick={() => props.on(option.value) && props.again?.()}
              onChange={() => props.pick(option.value)}
            />
            <span class="choice__mark">
              <Icon name="yes" small />
            </span>
            {option.icon && <Icon name={option.icon} small />}
            <span class="choice__label">
              {option.label}
              {option.detail !== undefined && <small class="choice__detail">{option.detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type RadioProps<V extends string> = ChoiceProps<V> & { value: V | null; onChange: (value: V) => void; onClear?: () => void };

/** Radio buttons: one of a few options. With `onClear`, a second tap takes the answer back. */
export function Choice<V extends string>({ value, onChange, onClear, ...rest }: RadioProps<V>) {
  return <Frame {...rest} type="radio" on={(each) => each === value} pick={onChange} {...(onClear && { again: onClear })} />;
}

/** Checkboxes: any of a few options. */
export function Choices<V extends string>(props: ChoiceProps<V> & { values: readonly V[]; onChange: (values: V[]) => void }) {
  const toggle = (value: V) =>
    props.onChange(props.values.includes(value) ? props.values.filter((other) => other !== value) : [...props.values, value]);
  return <Frame {...props} type="checkbox" on={(value) => props.values.includes(value)} pick={toggle} />;
}

const SCORES = [0, 1, 2, 3, 4] as const;

/** A symptom's severity. */
export type ScoreValue = (typeof SCORES)[number];

interface ScoreProps {
  label: string;
  value: ScoreValue | null;
  /** Null: the chosen answer was tapped again, which takes it back. */
  onChange: (value: ScoreValue | null) => void;
  /** An earlier answer, shown as a hollow ring; `name` says what the ring means. */
  earlier?: { readonly score: number; readonly name: string } | undefined;
}

/** A severity from 0 to 4, in words and in growing dots, so that colour is not the only cue. Empty until it is answered. */
export function Score({ label, value, onChange, earlier }: ScoreProps) {
  const name = useId();
  return (
    <fieldset class="score">
      <legend>{label}</legend>
      <div class="score__scale">
        {SCORES.map((score) => (
          <label key={score}>
            <input
              class="unseen"
              type="radio"
              name={name}
              checked={score === value}
              onClick={() => score === value && onChange(null)}
              onChange={() => onChange(score)}
            />
            <span class={score === earlier?.score ? "score__dot score__dot--earlier" : "score__dot"} style={{ "--dot": `${0.5 + score * 0.24}rem` }} />
            <span>{t(`common.score.${score}`)}</span> {score === earlier?.score && <span class="unseen">({earlier.name})</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
