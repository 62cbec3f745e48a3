import { COMPARISONS, type Comparison } from "../../../domain/comparison";
import { t } from "../../../i18n";

interface ComparisonButtonsProps {
  readonly value: Comparison | null;
  readonly labelledBy: string;
  readonly onPick: (comparison: Comparison) => void;
  /** Says below each answer what it means. */
  readonly detailed?: boolean;
}

/** One stroke each on a 24 px grid, like the icons of the app. */
const PATHS: Readonly<Record<Comparison, string>> = {
  better: "M6 17 17 6M9.500 6H17v7.500",
  same: "M5 9.500h14M5 14.500h14",
  worse: "M6 7l11 11M17 10.500V18H9.500",
  calm: "M3 10c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 15.500c2-2 4-2 6 0s4 2 6 0 4-2 6 0",
};

/** Better, same, worse, all calm. The chosen one is pressed; a second tap takes it back. */
export function ComparisonButtons({ value, labelledBy, onPick, detailed = false }: ComparisonButtonsProps) {
  return (
    <div class={detailed ? "comparison comparison--detailed" : "comparison"} role="group" aria-labelledby={labelledBy}>
      {COMPARISONS.map((each) => (
        <button key={each} type="button" class="comparison__answer" aria-pressed={each === value} onClick={() => onPick(each)}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={PATHS[each]} />
          </svg>
          <strong>{t(`patient.compare.${each}`)}</strong>
          {detailed && <span class="small">{t(`patient.compare.${each}-means`)}</span>}
        </button>
      ))}
    </div>
  );
}
