import { useState } from "preact/hooks";
import { loadPreview, type Preview, type Scope } from "../../../actions/sharing";
import type { Treatment } from "../../../domain/diary";
import { loadMessages, t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { BottomSheet, Choice, lazy, Skeleton, WhenLoaded } from "../../../ui";
import { sessionName } from "./session-name";

interface PreviewProps {
  readonly open: boolean;
  /** The treatments to be shared. */
  readonly treatments: readonly Treatment[];
  readonly scope: Scope;
  readonly byLink: boolean;
  /** Who will see it, in a sentence; undefined for a link. */
  readonly seenBy: string | undefined;
  readonly onClose: () => void;
}

/** The practitioner's own screen, loaded with its texts when it is first shown. */
const Reviewed = lazy(
  async () => {
    const [{ PreviewedReview: Loaded }] = await Promise.all([import("./previewed-review"), loadMessages("review")]);
    return Loaded;
  },
  () => <Skeleton lines={6} />,
);

/** Exactly what would be seen, according to the server. */
export function PreviewDialog({ open, onClose, ...rest }: PreviewProps) {
  return (
    <BottomSheet open={open} title={t("patient.preview.title")} onClose={onClose}>
      <Previews {...rest} />
    </BottomSheet>
  );
}

function Previews({ treatments, scope, byLink, seenBy }: Omit<PreviewProps, "open" | "onClose">) {
  const [id, setId] = useState(treatments[0]?.id ?? "");
  const key = `${id} ${String(scope.photos)} ${String(scope.notes)} ${String(byLink)}`;
  const [loaded, again] = useLoaded<Preview>(() => loadPreview(id, scope, byLink), key);
  return (
    <div class="stack">
      {seenBy && <p>{seenBy}</p>}
      {treatments.length > 1 && (
        <Choice legend={t("patient.share.which")} value={id} onChange={setId} options={treatments.map((each) => ({ value: each.id, label: sessionName(each) }))} />
      )}
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(review) => <Reviewed review={review} scope={scope} />}
      </WhenLoaded>
    </div>
  );
}
