import { useEffect } from "preact/hooks";
import { go } from "../../../ui/router";
import { Arc, Button, Icon, lazy } from "../../../ui";
import { endOfCourse } from "../../../domain/course";
import { courseProgress, isBetweenTreatments } from "../../../domain/course-progress";
import { dayOfHealing } from "../../../domain/dates";
import type { EntryDocument, Treatment } from "../../../domain/diary";
import { openFindings } from "../../../domain/findings-to-report";
import { loggedDays } from "../../../domain/logged-days";
import { t } from "../../../i18n";
import { now, phoneTimeZone } from "../../../state/clock";
import { entries, entryState, photos, states } from "../../../state/diary";
import { repliedAt } from "../../../state/replies";
import { dayText, placeText } from "../format";
import { Says } from "../says";
import { titleOf } from "../sheet-language";
import { SyncPill } from "../sync-pill";
import { closingRule } from "./closing-rule";
import { Frame } from "./frame";
import { InstallOffer } from "./install-offer";

const NextChange = lazy(async () => (await import("../today/next-change")).NextChange);

interface ClosingProps {
  readonly treatment: Treatment;
  readonly entryId: string;
  readonly scores: EntryDocument["scores"];
  /** The address that "Done" leads to. */
  readonly back: string;
}

/** The moment after a check-in: where it is stored, the days logged so far, one sentence of the sheet, and what changes next. */
export function Closing({ treatment, entryId, scores, back }: ClosingProps) {
  useEffect(() => scrollTo(0, 0), []); // it replaces a long form that was scrolled to its end
  const leave = (): void => go(back, { replace: true });
  return (
    <Frame title={t("patient.closing.title")} onClose={leave}>
      <div class="closing">
        <Logged treatment={treatment} />
        <p class="closing__state">
          <SyncPill state={entryState(entryId)} always />
        </p>
        <SheetSays treatment={treatment} scores={scores} />
        <div class="closing__next">
          <NextChange treatment={treatment} />
        </div>
        <InstallOffer treatment={treatment} />
      </div>
      <div class="save">
        <Button wide icon="yes" onClick={leave}>
          {t("patient.closing.done")}
        </Button>
      </div>
    </Frame>
  );
}

/** The days that are drawn. */
const MOST = 14;

/** Where the treatment is in the course of the sheet, and "6 of 6 days logged". After the course nobody counts what is missing. */
function Logged({ treatment: { treated_at, timeline } }: { treatment: Treatment }) {
  const days = loggedDays({ entries: entries.value, photos: photos.value }, treated_at, now.value, phoneTimeZone());
  const logged = days.filter(Boolean).length;
  const isOver = isBetweenTreatments(timeline, now.value, states.value);
  const hasFinding = openFindings(timeline, entries.value, repliedAt.value).length > 0;
  return (
    <div class="closing__days">
      <Arc ratio={courseProgress(timeline, now.value, states.value, hasFinding) ?? 0}>
        <strong>{t("patient.today.day", { day: dayOfHealing(treated_at, now.value, timeline.time_zone, timeline.day_one) })}</strong>
      </Arc>
      {logged > 0 && <p>{isOver ? t("patient.between.days", { count: logged }) : t("patient.closing.days", { logged, count: days.length })}</p>}
      {!isOver && (
        <div class="logged-days" aria-hidden="true">
          {days.slice(-MOST).map((isLogged, place) => (
            <i key={place} class={isLogged ? "logged-days__on" : ""} />
          ))}
        </div>
      )}
    </div>
  );
}

/** One sentence of the sheet; after its course, when that ended. */
function SheetSays({ treatment, scores }: Pick<ClosingProps, "treatment" | "scores">) {
  const rule = closingRule(treatment, scores);
  const end = endOfCourse(treatment.timeline);
  const isOver = isBetweenTreatments(treatment.timeline, now.value, states.value);
  if (!rule) return isOver && end ? <p class="closing__over">{t("patient.between.ended", { when: dayText(end.at) })}</p> : null;
  return (
    <figure class="card card--sand closing__says">
      <blockquote>
        <Says rule={rule} />
      </blockquote>
      <figcaption class="small soft">
        <Icon name="sheet" small /> {placeText(rule, titleOf(treatment))}
      </figcaption>
    </figure>
  );
}
