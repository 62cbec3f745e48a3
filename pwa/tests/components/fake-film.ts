/** What a time-lapse needs and jsdom lacks: a decoder, a canvas, and a recorder whose results a test chooses. */
import { vi } from "vitest";

/** What was done with the canvases and the recorder. */
export interface FakeFilm {
  /** The transform of each photo that was drawn into a frame: a, b, c, d, e, f. */
  readonly transforms: (readonly number[])[];
  /** The opacity of each frame that was painted. */
  readonly alphas: number[];
  readonly captions: string[];
  /** What the recorder was asked to do, in order. */
  readonly commands: string[];
  /** What the recorder does when it is stopped. */
  ends: "well" | "badly";
  /** Whether a photo can be decoded. */
  decodes: boolean;
  /** Whether there is memory for a canvas. */
  hasMemory: boolean;
}

interface FilmOptions {
  /** The types that can be recorded; none: there is no recorder. */
  readonly types?: readonly string[];
}

/** Let the browser draw and record. */
export function attachFilm({ types = ["video/webm"] }: FilmOptions = {}): FakeFilm {
  const film: FakeFilm = { transforms: [], alphas: [], captions: [], commands: [], ends: "well", decodes: true, hasMemory: true };
  const bitmap = (): Promise<object> =>
    film.decodes ? Promise.resolve({ width: 300, height: 400, close: () => undefined }) : Promise.reject(new DOMException("Not a picture.", "InvalidStateError"));
  vi.stubGlobal("createImageBitmap", bitmap);
  const context = {
    globalAlpha: 1,
    fillRect: () => undefined,
    fillText: (text: string) => film.captions.push(text),
    measureText: () => ({ width: 100 }),
    setTransform: (...values: number[]) => film.transforms.push(values),
    drawImage: () => film.alphas.push(context.globalAlpha),
  };
  // not a spy: frames that are still being loaded when a test ends are drawn, too
  HTMLCanvasElement.prototype.getContext = (() => (film.hasMemory ? context : null)) as never;
  const tracks = [{ stop: () => film.commands.push("track stopped") }];
  HTMLCanvasElement.prototype.captureStream = () => ({ getTracks: () => tracks }) as never;
  vi.stubGlobal("MediaRecorder", types.length ? recorderOf(film, types) : undefined);
  return film;
}

function recorderOf(film: FakeFilm, types: readonly string[]): unknown {
  return class Recorder {
    static isTypeSupported = (type: string): boolean => types.includes(type);
    state = "inactive";
    ondataavailable: (event: { data: Blob }) => void = () => undefined;
    onstop: () => void = () => undefined;
    onerror: () => void = () => undefined;

    start(): void {
      this.become("recording", "started");
    }
    pause(): void {
      this.become("paused", "paused");
    }
    resume(): void {
      this.become("recording", "resumed");
    }
    stop(): void {
      this.become("inactive", "stopped");
      this.ondataavailable({ data: new Blob(["film"]) });
      if (film.ends === "well") this.onstop();
      else this.onerror();
    }
    private become(state: string, what: string): void {
      this.state = state;
      film.commands.push(what);
    }
  };
}
