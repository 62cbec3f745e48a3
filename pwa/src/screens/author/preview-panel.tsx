import { useMemo, useState } from "preact/hooks";
import type { TopicTree } from "../../domain/topics";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import type { SheetOriginal } from "../../state/authoring";
import { plainSentences } from "./plain-sentences";
import { me } from "../../state/auth-session";
import { theme } from "../../state/theme";
import { Banner, Card, Choice, Skeleton } from "../../ui";
import { changesIn } from "./course-hours";
import { PhoneFrame } from "./phone-frame";
import type { PhoneScreen, Scene } from "./phone/scene";
import type { PreviewProps } from "./preview";
import { CheckProblem } from "./check-problem";
import { PreviewSetting } from "./preview-setting";
import { Scrubber } from "./scrubber";
import type { SheetPreview } from "./use-sheet-preview";
import "./preview.css";

/** The patient's Today and "Can I …?" at any hour after a sample treatment. */
export function PreviewPanel({ preview, tree, sheet, original = null }: PreviewProps) {
  const { timeline } = preview;
  return (
    <Card title={t("practitioner.preview.title")} icon="phone">
      <CheckProblem preview={preview} />
      <PreviewSetting preview={preview} tree={tree} sheet={sheet} />
      {timeline ? <Course preview={preview} timeline={timeline} tree={tree} original={original} /> : <NoTimeline preview={preview} />}
    </Card>
  );
}

/** Before the first check, or for a sheet that had faults from the beginning. */
function NoTimeline({ preview: { report, problem } }: { preview: SheetPreview }) {
  if (problem !== undefined) return null;
  return report ? <p class="soft">{t("practitioner.preview.none")}</p> : <Skeleton lines={6} />;
}

interface CourseProps {
  readonly preview: SheetPreview;
  readonly timeline: Timeline;
  readonly tree: TopicTree;
  readonly original: SheetOriginal | null;
}

function Course({ preview, timeline, tree, original }: CourseProps) {
  const { hour, goTo, reports } = preview;
  const changes = useMemo(() => changesIn(timeline, reports), [timeline, reports]);
  return (
    <>
      <Scrubber timeline={timeline} hour={hour} changes={changes} onHour={goTo} />
      <Phones scene={useScene(preview, timeline, original)} tree={tree} />
    </>
  );
}

function useScene({ hour, reports, speaks }: SheetPreview, timeline: Timeline, original: SheetOriginal | null): Scene {
  const sentences = useMemo(() => plainSentences(original), [original]);
  const person = me();
  const clinic = person?.clinic?.name ?? "";
  const practitioner = person?.display_name ?? "";
  const shade = theme.value;
  return useMemo(
    () => ({ timeline, hour, reports, language: speaks, theme: shade, clinic, practitioner, sentences }),
    [timeline, hour, reports, speaks, shade, clinic, practitioner, sentences],
  );
}

/** Both screens beside each other; one at a time where there is no room. */
function Phones({ scene, tree }: { scene: Scene; tree: TopicTree }) {
  const [chosen, choose] = useState<PhoneScreen>("today");
  const [inert, setInert] = useState(false);
  const explain = (): void => setInert(true);
  const names = { today: t("practitioner.preview.today"), ask: t("practitioner.preview.ask") };
  return (
    <div class="phones">
      <div class="phones__tabs">
        <Choice
          legend={t("practitioner.preview.screen")}
          quietLegend
          options={[{ value: "today", label: names.today }, { value: "ask", label: names.ask }]}
          value={chosen}
          onChange={choose}
        />
      </div>
      <div class="phones__row" data-shown={chosen}>
        <PhoneFrame title={names.today} screen="today" scene={scene} tree={tree} onInert={explain} />
        <PhoneFrame title={names.ask} screen="ask" scene={scene} tree={tree} onInert={explain} />
      </div>
      <div role="status">{inert && <Banner>{t("practitioner.preview.inert")}</Banner>}</div>
    </div>
  );
}
