import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { syncOutcome } from "../../../state/diary";

type Offer = ComponentType<{ treatment: Treatment }>;

/** On Today, offers a newer version of the sheet. The code is loaded only once the server has been reached. */
export function SheetUpdateBanner({ treatment }: { treatment: Treatment }) {
  const [Loaded, setShown] = useState<Offer | null>(null);
  const online = syncOutcome.value === "done";
  useEffect(() => {
    if (online) import("./offer").then((loaded) => setShown(() => loaded.default), () => undefined);
  }, [online]);
  return Loaded && online ? <Loaded treatment={treatment} /> : null;
}
