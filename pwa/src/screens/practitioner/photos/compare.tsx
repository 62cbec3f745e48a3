import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { loadPhotos } from "../../../actions/photo-comparison";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import type { PhotoComparison } from "../../../state/clinic";
import { useLoaded } from "../../../state/loaded";
import { Empty, go, Icon, Link, Pill, Screen, useSearchParams, WhenLoaded, type ScreenProps } from "../../../ui";
import { DrawBar, DrawTools } from "./draw-tools";
import { MarkEyes } from "./eyes";
import { FilmStrip } from "./film-strip";
import { Overlaid, Pane } from "./pane";
import { Tools } from "./tools";
import { useComparer, type Comparer } from "./use-comparer";
import { useComparerKeys } from "./use-keys";
import "./comparer.css";

/** The photos of all shared sessions on the whole screen: two beside each other, or one over the other. */
export default function ComparePhotos({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadPhotos(id), id);
  const back = `/clinic/review/${id}`;
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.review.photos")} back={back}>
      {content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} frame={frame}>
      {(comparison) => <Loaded comparison={comparison} back={back} />}
    </WhenLoaded>
  );
}

interface LoadedProps {
  readonly comparison: PhotoComparison;
  readonly back: string;
}

function Loaded({ comparison, back }: LoadedProps) {
  const [query] = useSearchParams();
  const comparer = useComparer(comparison, query.get("photo"));
  if (comparer) return <Opened comparison={comparison} comparer={comparer} back={back} />;
  return (
    <Screen wide title={t("practitioner.photos.title", { name: comparison.patient_name })} back={back}>
      <Empty icon="photo" title={t("practitioner.photos.none")}>
        <p>{t("practitioner.photos.none.text")}</p>
      </Empty>
    </Screen>
  );
}

function Opened({ comparison, comparer, back }: LoadedProps & { comparer: Comparer }) {
  const [marking, setMarking] = useState<readonly Photo[]>([]);
  const [current, ...others] = marking;
  const unmarked = comparer.sides.filter(({ eyes }) => !eyes);
  useComparerKeys(comparer, () => go(back));
  return (
    <main id="content" class="comparer on-black">
      <Head title={t("practitioner.photos.title", { name: comparison.patient_name })} back={back}>
        {comparer.ink.tool !== null ? <DrawTools desk={comparer.ink} /> : (
          <Tools comparer={comparer} onMarkEyes={() => setMarking(unmarked.length > 0 ? unmarked : comparer.sides)} />
        )}
      </Head>
      <Stage comparer={comparer} />
      <DrawBar desk={comparer.ink} />
      <FilmStrip photos={comparison.treatments.flatMap(({ photos }) => photos)} comparer={comparer} />
      {current && <MarkEyes photo={current} comparer={comparer} onClose={() => setMarking([])} onMarked={() => setMarking(others)} />}
    </main>
  );
}

function Head({ title, back, children }: { title: string; back: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    document.title = `${title} · ${t("common.app")}`;
  }, [title]);
  return (
    <header class="comparer__head">
      <Link href={back} class="screen__back"><Icon name="back" small />{t("common.back")}</Link>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
    </header>
  );
}

function Stage({ comparer }: { comparer: Comparer }) {
  const { sides, mode, pair } = comparer;
  const [at, setAt] = useState(50);
  return (
    <div class="comparer__stage">
      <Differences comparer={comparer} />
      {mode === "slider" && pair.pinned ? (
        <>
          <Overlaid comparer={comparer} at={at} />
          <input
            class="comparer__slider"
            type="range"
            min="0"
            max="100"
            value={at}
            aria-label={t("practitioner.photos.slider.label")}
            aria-valuetext={t("practitioner.photos.shows", { percent: at })}
            onInput={(event) => setAt(Number(event.currentTarget.value))}
          />
        </>
      ) : (
        <div class={pair.pinned ? "panes panes--two" : "panes"}>
          {sides.map((photo) => <Pane key={photo.id} photo={photo} comparer={comparer} />)}
        </div>
      )}
    </div>
  );
}

/** Why the pair is hard to compare, or that there is no pair. */
function Differences({ comparer: { differences, pair } }: { comparer: Comparer }) {
  const why = differences.flatMap((each) => (each === "other-place" ? [] : [t(`practitioner.photos.${each}`)])).join(", ");
  return (
    <div class="comparer__differences" role="status">
      {why !== "" && <Pill tone="ochre" icon="attention">{t("practitioner.photos.differ", { why })}</Pill>}
      {!pair.pinned && <Pill icon="info">{t("practitioner.photos.single")}</Pill>}
    </div>
  );
}
