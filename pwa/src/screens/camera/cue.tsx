import { useEffect, useState } from "preact/hooks";
import { Banner } from "../../ui";
import { askForPose, mustAskForPose, type Hint, type Watched } from "../../actions/photo/watch-picture";
import type { Angle } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { TurningHead } from "./turning-head";

/** On a 24 px grid, in one hand with the icons. "Level" is drawn as the phone is held. */
const SHAPES: Readonly<Record<Exclude<Hint, "level">, string>> = {
  dark: "M19.500 14.500A8 8 0 1 1 9.500 4.500a6.500 6.500 0 0 0 10 10Z",
  glaring: "M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  uneven: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17ZM12 3.500v17M12 8.500l6.500-3M12 13l8.300-3.500M12 17.500l7.500-3.200",
  tilt: "M9.500 3.500h7l-2.500 17h-7l2.500-17ZM20 6v12",
  blurred: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 4v.01M12 20v.01M4 12h.01M20 12h.01M6.300 6.300h.01M17.700 17.700h.01M6.300 17.700h.01M17.700 6.300h.01",
};

interface CueProps extends Watched {
  readonly angle: Angle;
  readonly isMirrored: boolean;
  readonly failed: boolean;
}

/** What to do now, one thing at a time: the pose, or what could be better. It never blocks the shutter. */
export function Cue({ angle, isMirrored, failed, hint, roll }: CueProps) {
  if (failed) return <Banner tone="attention" alert>{t("patient.camera.failed")}</Banner>;
  return (
    <div class={isMirrored ? "cue cue--mirror" : "cue"}>
      <TurningHead angle={angle} />
      {hint && <Shape hint={hint} roll={isMirrored ? -roll : roll} />}
      <p role="status">{hint ? t(`patient.camera.hint.${hint}`) : t(`patient.camera.pose.${angle}`)}</p>
      {angle !== "close-up" && <AskForPose />}
    </div>
  );
}

function Shape({ hint, roll }: { hint: Hint; roll: number }) {
  return (
    <svg class="icon cue__shape" viewBox="0 0 24 24" aria-hidden="true">
      {hint === "level" ? (
        <>
          <path d="M2 12h3M19 12h3" />
          <path d="M6 12h12" transform={`rotate(${Math.round(roll)} 12 12)`} />
        </>
      ) : (
        <path d={SHAPES[hint]} />
      )}
    </svg>
  );
}

/** Where a phone tells how it is held only with permission, the permission is asked for by a tap, once. */
function AskForPose() {
  const [mustAsk, setMustAsk] = useState(false);
  useEffect(() => {
    let left = false;
    mustAskForPose().then((must) => !left && setMustAsk(must && !isAsked), () => undefined);
    return () => {
      left = true;
    };
  }, []);
  if (!mustAsk) return null;
  const ask = (): void => {
    isAsked = true;
    setMustAsk(false);
    askForPose().catch(() => undefined); // without permission there are no hints about the pose
  };
  return (
    <button type="button" class="tool" aria-label={t("patient.camera.level")} onClick={ask}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9h18v6H3V9ZM10 9v6M14 9v6M12 12h.01" />
      </svg>
    </button>
  );
}

/** The answer holds until the page is loaded again. */
let isAsked = false;
