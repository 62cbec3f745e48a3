import { useEffect, useState } from "preact/hooks";
import { startCamera, type Camera, type CameraProblem, type Facing } from "../../actions/photo/take-photo";

/** The camera while the finder is on screen. */
export interface CameraInUse {
  /** Undefined while it opens, while the page is hidden, and if there is a problem. */
  readonly camera: Camera | undefined;
  readonly problem: CameraProblem | undefined;
  /** Open it again. */
  readonly restart: () => void;
}

interface Progress {
  readonly camera?: Camera;
  readonly problem?: CameraProblem;
}

/**
 * Open the camera while it is needed, and close it when the component unmounts. A page that nobody sees has no camera: it
 * opens again on return.
 */
export function useCamera(facing: Facing, isNeeded: boolean): CameraInUse {
  const [progress, setProgress] = useState<Progress>({});
  const [attempt, setAttempt] = useState(0);
  const isHidden = usePageHidden();
  useEffect(() => {
    setProgress({});
    return isHidden || !isNeeded ? undefined : openWhile(facing, setProgress);
  }, [facing, attempt, isHidden, isNeeded]);
  return { camera: progress.camera, problem: progress.problem, restart: () => setAttempt((last) => last + 1) };
}

/** Open the camera and report what becomes of it; returns how to close it. */
function openWhile(facing: Facing, report: (progress: Progress) => void): () => void {
  let left = false;
  let open: Camera | undefined;
  const opened = ({ camera, problem }: { readonly camera?: Camera; readonly problem?: CameraProblem | undefined }): void => {
    if (left) return camera?.close();
    open = camera;
    camera?.onEnded(() => !left && report({ problem: "stopped" }));
    report(camera ? { camera } : { problem: problem ?? "none" });
  };
  startCamera(facing).then(opened, () => opened({}));
  return () => {
    left = true;
    open?.close();
  };
}

function usePageHidden(): boolean {
  const [isHidden, setHidden] = useState(false);
  useEffect(() => {
    const look = (): void => setHidden(document.visibilityState === "hidden");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isHidden;
}
