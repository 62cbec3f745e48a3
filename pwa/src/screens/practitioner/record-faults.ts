import { useEffect, useRef, useState } from "preact/hooks";
import { missing, stillMissing, type Missing, type RecordForm } from "./record-form";

const FIRST_FAULT = '[aria-invalid="true"], [data-fault] select, [data-fault] input:not(:checked)';

/** The faults of the last attempt to save. After one, the first faulty field has the focus. */
export function useFaults(form: RecordForm) {
  const [attempted, setAttempted] = useState<Missing>({});
  const [attempts, setAttempts] = useState(0);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = attempts > 0 ? box.current?.querySelector<HTMLElement>(FIRST_FAULT) : null;
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  }, [attempts]);
  /** Whether the form can be saved as it is. */
  const check = (): boolean => {
    const faults = missing(form);
    const isFaulty = Object.keys(faults).length > 0;
    setAttempted(faults);
    if (isFaulty) setAttempts((number) => number + 1);
    return !isFaulty;
  };
  return { wrong: stillMissing(attempted, form), check, box };
}
