import { usualSpans, WEEKDAYS, type OpeningSpan } from "../../domain/opening-hours";
import { t, type MessageKey } from "../../i18n";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { weekdayName } from "../../i18n/week";
import { Button, Icon } from "../../ui";
import { MAX_OPENING_SPANS } from "../../domain/vocabulary";
import { Section } from "./section";
import "./opening-hours-field.css";

interface OpeningHoursProps {
  readonly opening: readonly OpeningSpan[];
  /** The clinic's. */
  readonly timeZone: string;
  /** By the place of the span in the list. */
  readonly faults: ReadonlyMap<number, MessageKey>;
  readonly onChange: (opening: readonly OpeningSpan[]) => void;
}

/** The opening hours, day by day; a day without any is closed. */
export function OpeningHoursField({ opening, timeZone, faults, onChange }: OpeningHoursProps) {
  return (
    <Section title={t("settings.clinic.hours")} text={t("settings.clinic.hours.hint", { place: timeZoneCity(timeZone) })}>
      <div class="opening">
        {WEEKDAYS.map((weekday) => <Day key={weekday} weekday={weekday} {...{ opening, faults, onChange }} />)}
      </div>
    </Section>
  );
}

function Day({ weekday, opening, faults, onChange }: Omit<OpeningHoursProps, "timeZone"> & { weekday: number }) {
  const day = weekdayName(weekday);
  const spans = opening.flatMap((span, place) => (span.weekday === weekday ? [{ span, place }] : []));
  const replace = (place: number, part: Partial<OpeningSpan>) => onChange(opening.map((span, each) => (each === place ? { ...span, ...part } : span)));
  const more = spans.length === 0 ? usualSpans(opening, weekday) : [{ weekday, opens: "", closes: "" }];
  return (
    <div class="opening__day" role="group" aria-label={day}>
      <span class="opening__name"><strong>{day}</strong>{spans.length === 0 && <span class="soft">{t("settings.clinic.hours.closed")}</span>}</span>
      {opening.length + more.length <= MAX_OPENING_SPANS && (
        <Button kind="plain" icon="check-in" label={t("settings.clinic.hours.add-named", { day })} onClick={() => onChange([...opening, ...more])}>
          {t("settings.clinic.hours.add")}
        </Button>
      )}
      {spans.length > 0 && (
        <div class="opening__spans">
          {spans.map(({ span, place }) => (
            <Span key={place} span={span} fault={faults.get(place)} onChange={(part) => replace(place, part)} onRemove={() => onChange(opening.filter((_, each) => each !== place))} />
          ))}
        </div>
      )}
    </div>
  );
}

interface SpanProps {
  readonly span: OpeningSpan;
  readonly fault: MessageKey | undefined;
  readonly onChange: (part: Partial<OpeningSpan>) => void;
  readonly onRemove: () => void;
}

/** Two times, and what is wrong with them. */
function Span({ span: { opens, closes }, fault, onChange, onRemove }: SpanProps) {
  const time = (label: MessageKey, value: string, change: (value: string) => void) => (
    <input type="time" aria-label={t(label)} aria-invalid={fault !== undefined} value={value} onInput={(event) => change(event.currentTarget.value)} />
  );
  return (
    <div class="field opening__span">
      <div class="opening__times">
        {time("settings.clinic.hours.from", opens, (value) => onChange({ opens: value }))}
        <span aria-hidden="true">–</span>
        {time("settings.clinic.hours.to", closes, (value) => onChange({ closes: value }))}
        <button type="button" class="button button--plain" aria-label={t("settings.clinic.hours.remove")} onClick={onRemove}><Icon name="remove" /></button>
      </div>
      {fault && <p class="field__error" role="alert"><Icon name="attention" small /> {t(fault)}</p>}
    </div>
  );
}
