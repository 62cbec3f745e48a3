import { useEffect, useState } from "preact/hooks";
import type { ComponentType } from "preact";
import { loadMessages, type MessageSet } from "../i18n";
import { NotLoaded, Skeleton, type Route, type ScreenProps } from "../ui";

interface LazyScreenProps extends ScreenProps {
  route: Route;
  texts: readonly MessageSet[];
}

const cache = new Map<string, ComponentType<ScreenProps>>();

/** A screen, once its code and its texts are loaded. A screen that was shown before appears at once. */
export function LazyScreen({ route, texts, params }: LazyScreenProps) {
  const [Loaded, setLoaded] = useState<ComponentType<ScreenProps> | undefined>(() => cache.get(route.path));
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setFailed(false);
    load(route, texts).then(
      (screen) => setLoaded(() => screen),
      () => setFailed(true),
    );
  }, [route, texts, tries]);
  if (Loaded) return <Loaded params={params} />;
  return <main class="screen">{failed ? <NotLoaded again={() => setTries(tries + 1)} /> : <Skeleton lines={5} />}</main>;
}

async function load(place: Route, texts: readonly MessageSet[]): Promise<ComponentType<ScreenProps>> {
  const [{ default: screen }] = await Promise.all([place.load(), loadMessages(...texts)]);
  cache.set(place.path, screen);
  return screen;
}
