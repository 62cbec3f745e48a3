import type { SaveState } from "../../../actions/sheet-autosave";
import { problemText, t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { Pill, type IconName, type Tone } from "../../../ui";

const STYLES: Readonly<Record<SaveState["kind"], { readonly tone: Tone; readonly icon: IconName }>> = {
  saved: { tone: "teal", icon: "cloud" },
  sending: { tone: "ochre", icon: "sending" },
  waiting: { tone: "ochre", icon: "phone" },
  refused: { tone: "plum", icon: "attention" },
  conflict: { tone: "plum", icon: "attention" },
};

/** Where the last change is: at the clinic, or on this device only, and why. */
export function SavedPill({ state }: { state: SaveState }) {
  return (
    <span role="status" class="desk-saved">
      <Pill {...STYLES[state.kind]}>{textOf(state)}</Pill>
    </span>
  );
}

function textOf(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return state.at === null ? t("practitioner.desk.save.saved") : t("practitioner.desk.save.saved-at", { time: timeOfDay(state.at) });
    case "waiting":
      return t(`practitioner.desk.save.${state.why}`);
    case "refused":
      return t(state.stored ? "practitioner.desk.save.refused" : "practitioner.desk.save.unstored", { problem: problemText(state.code) });
    default:
      return t(`practitioner.desk.save.${state.kind}`);
  }
}
