import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { syncOutcome } from "../../../state/diary";

type Offer = ComponentType<{ treatment: Treatment }>;

/** On Today: whether the sheet has a newer version. The code for it is loaded once the server has answered. */
export function SheetUpdateBanner({ treatment }: { treatment: Treatment }) {
  const [Loaded, setShown] = useState<Offer | null>(null);
  const online = syncOutcome.value === "done";
  useEffect(() => {
    if (online) import("./offer").then((loaded) => setShown(() => loaded.default), () => undefined);
  }, [online]);
  return Loaded && online ? <Loaded treatment={treatment} /> : null;
}
