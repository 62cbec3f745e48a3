import { useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { hourLabel } from "./course-hours";
import type { Course, HeatCell, Slot } from "./heat-rows";
import type { HeatRows } from "./use-heat-rows";

/** A topic at an hour. */
export interface Picked {
  readonly topic: string;
  readonly hour: number;
}

interface HeatTableProps {
  readonly course: Course;
  readonly topics: readonly string[];
  readonly rows: HeatRows;
  /** The hour of the preview. */
  readonly hour: number;
  readonly nameOf: (topic: string) => string;
  readonly onPick: (picked: Picked) => void;
  readonly onJump: (hour: number) => void;
}

/** A row for each topic, a column for each span between two changes. Arrow keys move, Enter and a tap jump. */
export function HeatTable(props: HeatTableProps) {
  const { course, topics, rows, hour } = props;
  const { slots, timeline } = course;
  const [focused, setFocused] = useState({ row: 0, slot: 0 });
  const table = useRef<HTMLTableElement>(null);
  const current = slots.findLastIndex(({ from }) => from <= hour);
  const move = (row: number, slot: number): void => {
    const cell = cellAt(rows.get(topics[row] ?? ""), slot);
    if (cell) table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-first="${cell.first}"]`)?.focus();
  };
  return (
    <div class="heat__scroll">
      <table ref={table} class="heat" role="grid" aria-label={t("practitioner.heat.title")}>
        <colgroup>
          <col class="heat__names" />
          {slots.map((slot) => <col key={slot.from} style={{ width: widthOf(slot) }} />)}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t("practitioner.heat.topic")}</th>
            {slots.map(({ from }, at) => (
              <th key={from} scope="col" data-slot={at} class={at === current ? "heat__hour heat__hour--now" : "heat__hour"} {...(at === current ? { "aria-current": "time" as const } : {})}>
                <span>{hourLabel(timeline, from)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic, row) => (
            <HeatRow key={topic} {...props} topic={topic} row={row} current={current} focused={focused} onFocus={(slot) => setFocused({ row, slot })} onMove={move} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Long spans are wider, but not in proportion: the days near the end would leave no room for the first hours. */
function widthOf({ from, until }: Slot): string {
  return `${(1.75 + Math.sqrt(until - from) / 6).toFixed(2)}rem`;
}

function cellAt(cells: readonly HeatCell[] = [], slot: number): HeatCell | undefined {
  return cells.find(({ first, span }) => first <= slot && slot < first + span);
}

interface HeatRowProps extends HeatTableProps {
  readonly topic: string;
  readonly row: number;
  readonly current: number;
  readonly focused: { readonly row: number; readonly slot: number };
  readonly onFocus: (slot: number) => void;
  readonly onMove: (row: number, slot: number) => void;
}

function HeatRow(props: HeatRowProps) {
  const { course, rows, topic, row, focused, nameOf } = props;
  const cells = rows.get(topic);
  const entry = focused.row === row ? (cellAt(cells, focused.slot)?.first ?? 0) : -1;
  return (
    <tr>
      <th scope="row">{nameOf(topic)}</th>
      {cells?.map((cell) => <Cell key={cell.first} {...props} cell={cell} entry={cell.first === entry} />) ?? <td colSpan={course.slots.length} class="heat__cell" />}
    </tr>
  );
}

function Cell({ cell, entry, course, topic, row, current, nameOf, onFocus, onMove, onPick, onJump }: HeatRowProps & { cell: HeatCell; entry: boolean }) {
  const { first, span, kind, open } = cell;
  const from = course.slots[first]?.from ?? 0;
  const pick = (hour: number): void => onPick({ topic, hour });
  const jump = (hour: number): void => {
    pick(hour);
    onJump(hour);
  };
  const holdsNow = first <= current && current < first + span;
  return (
    <td
      role="gridcell"
      colSpan={span}
      data-row={row}
      data-first={first}
      tabIndex={entry ? 0 : -1}
      class={`heat__cell heat__cell--${kind}${open.length > 0 ? " heat__cell--open" : ""}${holdsNow ? " heat__cell--now" : ""}`}
      onFocus={() => {
        onFocus(first);
        pick(from);
      }}
      onClick={(event) => jump(hourUnder(event, cell, course) ?? from)}
      onKeyDown={(event) => {
        const [down, right] = STEPS[event.key] ?? [0, 0];
        if (event.key === "Enter" || event.key === " ") jump(from);
        else if (down !== 0) onMove(row + down, first);
        else if (right !== 0) onMove(row, right > 0 ? first + span : first - 1);
        else return;
        event.preventDefault();
      }}
    >
      <span class="heat__letter" aria-hidden="true">{t(`practitioner.heat.letter.${kind}`)}{open.length > 0 && "!"}</span>
      <span class="unseen">{nameText(course, cell, nameOf(topic))}</span>
    </td>
  );
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ...{ ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] },
};

/** "Sauna, day 1, 0 hours to day 3, 48 hours: No, not allowed". */
function nameText({ timeline, slots }: Course, { first, span, kind, open }: HeatCell, topic: string): string {
  const from = hourLabel(timeline, slots[first]?.from ?? 0);
  const until = hourLabel(timeline, slots[first + span - 1]?.until ?? 0);
  const issues = open.map((issue) => t(`practitioner.sheet.issue.${issue}`));
  const answer = [t(`practitioner.heat.kind.${kind}`), ...issues].join(", ");
  return t("practitioner.heat.cell", { topic, from, until, answer });
}

/** The hour at which the column under the pointer begins; undefined for a click without a pointer. */
function hourUnder(event: MouseEvent, { first, span }: HeatCell, { slots }: Course): number | undefined {
  if (event.detail === 0 || !(event.currentTarget instanceof Element)) return undefined;
  const heads = event.currentTarget.closest("table")?.querySelectorAll("th[data-slot]") ?? [];
  const under = [...heads].findLastIndex((head) => head.getBoundingClientRect().left <= event.clientX);
  return slots[Math.min(first + span - 1, Math.max(first, under))]?.from;
}
