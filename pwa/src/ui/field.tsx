import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";
import { Icon } from "./icon";
import "./controls.css";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: ComponentChildren;
  /** What is wrong, worded as what to do. */
  error?: string | undefined;
  optional?: boolean;
  /** `text` by default; `area` for several lines. */
  type?: "text" | "area" | "tel" | "email" | "number" | "date" | "time" | "datetime-local" | "search";
  /** Further attributes of the input: autocomplete, maxLength, min, max, step, inputMode, list. */
  more?: InputHTMLAttributes & { rows?: number };
}

/** A labelled text input; hint and error are its accessible description. */
export function Field({ label, value, onInput, hint, error, optional, type = "text", more = {} }: FieldProps) {
  const id = useId();
  const describedBy = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].join(" ").trim();
  const shared = {
    id,
    value,
    "aria-invalid": error !== undefined,
    ...(describedBy === "" ? {} : { "aria-describedby": describedBy }),
    ...more,
  };
  return (
    <div class="field">
      <Label id={id} label={label} optional={optional ?? false} />
      {hint !== undefined && <p class="field__hint" id={`${id}-hint`}>{hint}</p>}
      {type === "area" ? (
        <textarea {...(shared as object)} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} type={type} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {error !== undefined && (
        <p class="field__error" id={`${id}-error`} role="alert">
          <Icon name="attention" small /> {error}
        </p>
      )}
    </div>
  );
}

function Label({ id, label, optional }: { id: string; label: string; optional: boolean }) {
  return (
    <label class="field__label" for={id}>
      {label} {optional && <span>({t("common.optional")})</span>}
    </label>
  );
}

interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  hint?: string;
}

/** A labelled drop-down list, for more than about seven options. For fewer, use `Choice`. */
export function Select<V extends string>({ label, value, options, onChange, hint }: SelectProps<V>) {
  const id = useId();
  return (
    <div class="field">
      <Label id={id} label={label} optional={false} />
      {hint !== undefined && <p class="field__hint">{hint}</p>}
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as V)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
