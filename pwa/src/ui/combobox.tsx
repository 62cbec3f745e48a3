import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Field } from "./field";
import "./combobox.css";

export interface ComboboxOption {
  readonly value: string;
  /** A second, smaller line. */
  readonly detail?: string;
}

interface ComboboxProps {
  label: string;
  value: string;
  /** What is typed or chosen. */
  onInput: (value: string) => void;
  options: readonly ComboboxOption[];
  /** Announced while the list is open: how many options there are, or that they could not be loaded. */
  status: string;
  /** Shows the status also under the options. */
  showStatus?: boolean;
  onOpen?: (open: boolean) => void;
  optional?: boolean;
  maxLength?: number;
}

/**
 * A text field that takes any text and suggests some: the editable combobox with a list of the ARIA Authoring Practices.
 * A tap, typing or an arrow key opens the list; the focus alone does not. Nothing is filled in that was not chosen.
 */
export function Combobox({ label, value, onInput, options, status, showStatus = false, onOpen, optional = false, maxLength = 200 }: ComboboxProps) {
  const id = useId();
  const { isOpen, active, open, close, onKeyDown, choose } = useList({ options, onInput, onOpen });
  const isShown = isOpen && (options.length > 0 || showStatus);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (isShown) list.current?.scrollIntoView({ block: "nearest" });
  }, [isShown]);
  useEffect(() => {
    if (active !== null) list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const attributes = {
    ...{ role: "combobox", "aria-autocomplete": "list", "aria-expanded": isShown, "aria-controls": `${id}-list`, autocomplete: "off", maxLength } as const,
    ...(active === null ? {} : { "aria-activedescendant": `${id}-${active}` }),
    ...{ onClick: open, onBlur: close, onKeyDown },
  };
  return (
    <div class="combobox">
      <Field label={label} optional={optional} value={value} onInput={(text) => { open(); onInput(text); }} more={attributes} />
      {isShown && (
        <ul ref={list} id={`${id}-list`} class="combobox__list" role="listbox" aria-label={label} onMouseDown={(event) => event.preventDefault() /* the field keeps the focus */}>
          {options.map((option, index) => (
            <li key={option.value} id={`${id}-${index}`} class="combobox__option" role="option" aria-selected={index === active} onClick={() => choose(option)}>
              {option.value}
              {option.detail !== undefined && <small>{option.detail}</small>}
            </li>
          ))}
          {showStatus && <li class="combobox__note" role="presentation">{status}</li>}
        </ul>
      )}
      <span class="unseen" role="status">{isOpen ? status : ""}</span>
    </div>
  );
}

/** Whether the list is open, which option the arrow keys are on, and what the keys do. */
function useList({ options, onInput, onOpen }: Pick<ComboboxProps, "options" | "onInput"> & { onOpen: ComboboxProps["onOpen"] | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const turn = (next: boolean): void => {
    setActive(null);
    if (next === isOpen) return;
    setOpen(next);
    onOpen?.(next);
  };
  const choose = ({ value }: ComboboxOption): void => {
    onInput(value);
    turn(false);
  };
  const move = (by: 1 | -1): void => {
    if (!isOpen) return turn(true);
    const from = active ?? (by === 1 ? -1 : options.length);
    if (options.length > 0) setActive((from + by + options.length) % options.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      ...(isOpen && { Escape: () => turn(false), Enter: () => { const chosen = active === null ? undefined : options[active]; if (chosen) choose(chosen); else turn(false); } }),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault(); // Enter would send the form
    act();
  };
  return { isOpen, active: active !== null && active < options.length ? active : null, open: () => turn(true), close: () => turn(false), onKeyDown, choose };
}
