import { useEffect, useState } from "preact/hooks";
import type { ComponentType } from "preact";
import { loadMessages, type MessageSet } from "../i18n";
import { todayRoute } from "../screens/patient/routes";
import { firstScreenIsUsable } from "../state/first-screen";
import { reloadIfOnline, updateNow, waitingVersion } from "../state/update";
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
  useEffect(() => {
    if (Loaded && route !== todayRoute) firstScreenIsUsable(); // Today says itself when the diary is there
  }, [Loaded, route]);
  if (Loaded) return <Loaded params={params} />;
  if (!failed) return <main class="screen"><Skeleton lines={5} /></main>;
  const again = (): void => {
    if (tries > 0) reloadIfOnline();
    setTries(tries + 1);
  };
  return <main class="screen"><NotLoaded again={again} {...(waitingVersion.value && { update: updateNow })} /></main>;
}

async function load(place: Route, texts: readonly MessageSet[]): Promise<ComponentType<ScreenProps>> {
  const [{ default: screen }] = await Promise.all([place.load(), loadMessages(...texts)]);
  cache.set(place.path, screen);
  return screen;
}
