import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { topicData, type TopicTree } from "../../domain/topics";
import { useLoaded } from "../../state/loaded";
import { NotLoaded, Skeleton } from "../../ui";
import { FROM_PHONE, type FromPhone, type PhoneScreen, type Scene, type ToPhone } from "./phone/scene";

interface PhoneFrameProps {
  /** The accessible name of the frame. */
  readonly title: string;
  readonly screen: PhoneScreen;
  readonly scene: Scene;
  readonly tree: TopicTree;
  /** Called when a control is tapped that does nothing in a preview. */
  readonly onInert: () => void;
}

/** Milliseconds until a frame that gives no sign of life counts as failed. */
const PATIENCE = 20_000;

/** A phone with one of the patient's screens. */
export function PhoneFrame(props: PhoneFrameProps) {
  const [tries, setTries] = useState(0);
  const [loaded, again] = useLoaded(loadDocument);
  const retry = (): void => (loaded.state === "failed" ? again() : setTries(tries + 1));
  if (loaded.state === "failed") return <div class="phone"><NotLoaded again={retry} /></div>;
  if (loaded.state === "loading") return <div class="phone"><Skeleton lines={6} /></div>;
  return <Frame key={tries} {...props} source={loaded.value} again={retry} />;
}

/** The document of the frame. Code that the page imports knows the address of its file. */
async function loadDocument(): Promise<string> {
  const { address, ROOT } = await import("./phone/main");
  return `<!doctype html><html><head><meta charset="utf-8"><script type="module" src="${address}"></script></head><body><div id="${ROOT}"></div></body></html>`;
}

function Frame({ title, screen, scene, tree, onInert, source, again }: PhoneFrameProps & { source: string; again: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const state = useSignOfLife(frame, onInert);
  const send = (message: ToPhone): void => frame.current?.contentWindow?.postMessage(message, origin);
  useEffect(() => {
    if (state === "ready") send({ type: "topics", data: topicData(tree) });
  }, [state, tree]);
  useEffect(() => {
    if (state === "ready") send({ type: "scene", scene, screen });
  }, [state, scene, screen]);
  return (
    <div class="phone">
      {state === "failed" ? <NotLoaded again={again} /> : <iframe ref={frame} class="phone__screen" title={title} srcdoc={source} />}
    </div>
  );
}

type FrameState = "loading" | "ready" | "failed";

/** Follow what the frame says: it is ready, or it has failed, or it does not answer. */
function useSignOfLife(frame: { readonly current: HTMLIFrameElement | null }, onInert: () => void): FrameState {
  const [state, setState] = useState<FrameState>("loading");
  const inert = useRef(onInert);
  inert.current = onInert;
  // before the frame can say anything
  useLayoutEffect(() => {
    const receive = ({ source, data }: MessageEvent<FromPhone>): void => {
      if (source !== frame.current?.contentWindow || !FROM_PHONE.includes(data)) return;
      if (data === "phone-inert") inert.current();
      else setState(data === "phone-ready" ? "ready" : "failed");
    };
    addEventListener("message", receive);
    const timer = setTimeout(() => setState((now) => (now === "loading" ? "failed" : now)), PATIENCE);
    return () => {
      removeEventListener("message", receive);
      clearTimeout(timer);
    };
  }, []);
  return state;
}
