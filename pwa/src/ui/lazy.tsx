import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { NotLoaded } from "./not-loaded";

/** A component whose code is loaded when it is first shown: `Meanwhile` until then, or nothing, and a retry if that fails. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>, Meanwhile?: ComponentType): FunctionComponent<Props> {
  let cache: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [Loaded, setLoaded] = useState(() => cache);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (cache || failed) return;
      load().then(
        (component) => {
          cache = component;
          setLoaded(() => component);
        },
        () => setFailed(true),
      );
    }, [failed]);
    if (Loaded) return <Loaded {...props} />;
    if (failed) return <NotLoaded again={() => setFailed(false)} />;
    return Meanwhile ? <Meanwhile /> : null;
  };
}
