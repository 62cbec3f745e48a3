import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Banner, Button, Icon } from "../../ui";
import { haptic } from "../../ui/haptics";
import type { Prepared } from "../../actions/photo/pick-photo";
import type { Camera, CameraProblem, Facing } from "../../actions/photo/take-photo";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { Cue } from "./cue";
import { Ghost, GhostBar, useGhosts } from "./ghost";
import { Outline } from "./outline";
import type { Earlier, Shot } from "./session";
import type { CameraInUse } from "./use-camera";
import { TIMER_SECONDS, useCountdown, type Countdown } from "./use-countdown";
import { useWatched } from "./use-watched";

export interface FinderProps {
  readonly earlier: Earlier;
  readonly shot: Shot;
  readonly facing: Facing;
  readonly inUse: CameraInUse;
  readonly onTurn: () => void;
  readonly onTaken: (photo: Prepared) => void;
  /** Further ways on, below the shutter. */
  readonly children: ComponentChildren;
}

/** The picture of the camera, what to do for this angle, and the shutter in the thumb's reach. */
export function Finder({ earlier, shot, facing, inUse: { camera, problem, restart }, onTurn, onTaken, children }: FinderProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isReady, setReady] = useState(false);
  const watched = useWatched(video, shot.angle, isReady);
  const taking = useAsyncAction((open: Camera, from: HTMLVideoElement) => open.take(from), onTaken);
  useEffect(() => {
    if (!camera) setReady(false);
    if (camera && video.current) video.current.srcObject = camera.stream;
  }, [camera]);
  const take = (): void => {
    if (!camera || !video.current) return;
    haptic("shutter");
    taking.run(camera, video.current);
  };
  if (problem !== undefined) return <NoPicture problem={problem} onRestart={restart}>{children}</NoPicture>;
  return (
    <>
      <Cue {...watched} angle={shot.angle} isMirrored={facing === "user"} failed={taking.problem !== undefined} />
      <Frame earlier={earlier} shot={shot} isMirrored={facing === "user"}>
        <video ref={video} autoplay muted playsInline onLoadedData={() => setReady(true)} />
      </Frame>
      <Shutter canTake={isReady && camera !== undefined} busy={taking.busy} onTake={take} onTurn={onTurn} />
      <div class="camera__foot">{children}</div>
    </>
  );
}

/** The picture with the outline and the earlier photo over it. A selfie is shown as in a mirror, and saved as others see it. */
function Frame({ earlier, shot, isMirrored, children }: { earlier: Earlier; shot: Shot; isMirrored: boolean; children: ComponentChildren }) {
  const { chosen, ...ghosts } = useGhosts(shot, earlier);
  return (
    <div class="camera__room">
      <div class="finder">
        <div class={isMirrored ? "finder__layers finder__layers--mirror" : "finder__layers"}>
          {children}
          {chosen && <Ghost photo={chosen} earlier={earlier} />}
          <Outline angle={shot.angle} />
        </div>
        {chosen && <GhostBar {...ghosts} earlier={earlier} chosen={chosen} />}
      </div>
    </div>
  );
}

interface ShutterProps {
  readonly canTake: boolean;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onTurn: () => void;
}

/** The timer to the left, the other camera to the right. While the timer runs, the shutter stops it. */
function Shutter({ canTake, busy, onTake, onTurn }: ShutterProps) {
  const [isTimed, setTimed] = useState(false);
  const countdown = useCountdown(onTake);
  const press = countdown.left !== null ? countdown.stop : isTimed ? countdown.start : onTake;
  const seconds = t("patient.camera.seconds", { count: TIMER_SECONDS });
  return (
    <div class="camera__shutter">
      <button type="button" class="tool" aria-pressed={isTimed} aria-label={t("patient.camera.timer", { seconds })} onClick={() => setTimed(!isTimed)}>
        <Icon name="wait" />
        <span class="small">{seconds}</span>
      </button>
      <button type="button" class="shutter" disabled={!canTake || busy} aria-busy={busy} onClick={press}>
        <span class="unseen">{t(countdown.left === null ? "patient.camera.take" : "patient.camera.timer-stop")}</span>
      </button>
      <button type="button" class="tool" aria-label={t("patient.camera.turn")} onClick={onTurn}>
        <Icon name="sending" />
      </button>
      <SecondsLeft {...countdown} />
    </div>
  );
}

function SecondsLeft({ left }: Countdown) {
  return (
    <strong class="countdown" role="timer" aria-live="assertive">
      {left}
    </strong>
  );
}

/** Why there is no picture and what to do. Everything else goes on: a photo can be chosen, and those taken so far are safe. */
function NoPicture({ problem, onRestart, children }: { problem: CameraProblem; onRestart: () => void; children: ComponentChildren }) {
  return (
    <>
      <Banner tone="wait" icon="camera" title={t(`patient.camera.problem.${problem}`)} alert>
        <p>{t(`patient.camera.problem.${problem}-text`)}</p>
        {problem !== "none" && (
          <Button kind="quiet" onClick={onRestart}>
            {t("patient.camera.restart")}
          </Button>
        )}
      </Banner>
      <div class="camera__foot">{children}</div>
    </>
  );
}
