import { t } from "../../../i18n";

/** Grey tiles in place of the board, as tall as the board. */
export function BoardSkeleton() {
  return (
    <div class="board board--loading" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: 9 }, (_, place) => (
        <span key={place} class="tile" />
      ))}
    </div>
  );
}
