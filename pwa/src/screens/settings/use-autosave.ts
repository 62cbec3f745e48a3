import { useEffect, useRef } from "preact/hooks";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";

/**
 * Save a value whenever it changes. Changes that come while a save is running are saved together after it; a value that
 * could not be saved is not tried again until it changes or the person asks for it.
 */
export function useAutosave<T>(value: T, save: (value: T) => Promise<unknown>): AsyncAction {
  const saved = useRef(value);
  const attempted = useRef(value);
  const saving = useAsyncAction(
    async () => {
      attempted.current = value;
      await save(value);
      return value;
    },
    (sent) => {
      saved.current = sent;
    },
  );
  useEffect(() => {
    const failed = saving.problem !== undefined && value === attempted.current;
    if (!saving.busy && value !== saved.current && !failed) saving.run();
  }, [value, saving.busy]);
  return saving;
}
