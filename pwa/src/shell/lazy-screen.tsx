import { useEffect, useState } from "preact/hooks";
import type { ComponentType } from "preact";
import { loadMessages, t, type MessageSet } from "../i18n";
import { Banner, Button, Skeleton, type Route, type ScreenProps } from "../ui";

interface LazyScreenProps extends ScreenProps {
  route: Route;
  texts: MessageSet;
}

const cache = new Map<string, ComponentType<ScreenProps>>();

/** Renders a screen once its code and its texts are loaded; at once if it has been shown before. */
export function LazyScreen({ route, texts, params }: LazyScreenProps) {
  const [Loaded, setLoaded] = useState<ComponentType<ScreenProps> | undefined>(() => cache.get(route.path));
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setFailed(false);
    load(route, texts).then(
      (screen) => !left && setLoaded(() => screen),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [route, texts, tries]);
  if (Loaded) return <Loaded params={params} />;
  return <main class="screen">{failed ? <Failed again={() => setTries(tries + 1)} /> : <Skeleton lines={5} />}</main>;
}

async function load(place: Route, texts: MessageSet): Promise<ComponentType<ScreenProps>> {
  const [{ default: screen }] = await Promise.all([place.load(), loadMessages(texts)]);
  cache.set(place.path, screen);
  return screen;
}

function Failed({ again }: { again: () => void }) {
  return (
    <Banner tone="attention" title={t("common.failed.title")} alert>
      <p>{t("common.failed.load")}</p>
      <Button kind="quiet" icon="sending" onClick={again}>
        {t("common.retry")}
      </Button>
    </Banner>
  );
}
