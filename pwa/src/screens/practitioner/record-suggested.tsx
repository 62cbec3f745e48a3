import { useEffect, useState } from "preact/hooks";
import { loadSuggestions, type SuggestedField, type Suggestion } from "../../actions/recording";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { codeOf } from "../../state/problem-code";
import { Combobox } from "../../ui/combobox";

/** Typing is over after so many milliseconds without a key. */
const PAUSE = 150;

interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  readonly problem: ProblemCode | undefined;
}

/** What the clinic has recorded before in such a field, while it is wanted. */
export function useSuggestions(field: SuggestedField, search: string, wanted: boolean): Suggestions {
  const [loaded, setLoaded] = useState<Suggestions>({ suggestions: [], problem: undefined });
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    const show = (next: Suggestions): void => { if (isCurrent) setLoaded(next); };
    const load = (): void => {
      loadSuggestions(field, search).then(
        (suggestions) => show({ suggestions, problem: undefined }),
        (thrown: unknown) => show({ suggestions: [], problem: codeOf(thrown) }),
      );
    };
    const timer = setTimeout(load, search === "" ? 0 : PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [field, search, wanted]);
  return loaded;
}

interface SuggestedProps extends Suggestions {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onOpen: (open: boolean) => void;
  readonly optional?: boolean;
  readonly maxLength?: number;
}

/** A text field that suggests the clinic's own words. Without them it is a text field as any other. */
export function SuggestedField({ suggestions, problem, ...rest }: SuggestedProps) {
  const options = suggestions.map(({ text, used_at }) => ({ value: text, detail: t("practitioner.record.suggested.used", { date: shortDate(used_at) }) }));
  const status = problem === undefined ? t("practitioner.record.suggested", { count: options.length }) : t("practitioner.record.suggested.failed");
  return <Combobox {...rest} options={options} status={status} showStatus={problem !== undefined} />;
}

/** A field of the record with its suggestions. */
export function SuggestedText({ field, ...rest }: Pick<SuggestedProps, "label" | "value" | "onInput"> & { field: SuggestedField }) {
  const [isOpen, setOpen] = useState(false);
  return <SuggestedField optional {...rest} {...useSuggestions(field, rest.value, isOpen)} onOpen={setOpen} />;
}
