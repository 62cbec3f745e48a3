/** Records what is painted on a canvas as a video file. */

/** MP4 plays everywhere; browsers that cannot write it write WebM. */
const TYPES = ["video/mp4;codecs=avc1.42E01F", "video/mp4", "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
const FRAMES_PER_SECOND = 30;
const BITS_PER_SECOND = 5_000_000;

/** The type of video that this browser can record; undefined if it can record none. */
export function videoType(): string | undefined {
  if (typeof MediaRecorder === "undefined" || !("captureStream" in HTMLCanvasElement.prototype)) return undefined;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

export interface Recording {
  /** While nothing is painted: the pause will not be in the film. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** End the recording and return the file. Rejects if the browser could not record. */
  readonly finish: () => Promise<Blob>;
}

/** Begin to record a canvas. */
export function record(canvas: HTMLCanvasElement, mimeType: string): Recording {
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const parts: Blob[] = [];
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error("The browser could not record the video."));
  });
  stopped.catch(() => undefined); // reported by `finish`
  const pause = (): void => {
    if (recorder.state === "recording") recorder.pause();
  };
  const resume = (): void => {
    if (recorder.state === "paused") recorder.resume();
  };
  const onVisibility = (): void => (document.hidden ? pause() : resume()); // a hidden tab paints nothing
  document.addEventListener("visibilitychange", onVisibility);
  recorder.start();
  return {
    pause,
    resume,
    finish: async () => {
      document.removeEventListener("visibilitychange", onVisibility);
      if (recorder.state !== "inactive") recorder.stop(); // it has stopped by itself after an error
      await stopped.finally(() => stream.getTracks().forEach((track) => track.stop()));
      return new Blob(parts, { type: mimeType.replace(/;.*/, "") });
    },
  };
}
