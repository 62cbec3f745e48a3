/** The windows of a timeline by topic. Mirrors `Timeline.by_topic` of server/domain/timeline/model.py. */

import type { Timeline, Window } from "../timeline";

type ByTopic = ReadonlyMap<string, readonly Window[]>;

const known = new WeakMap<Timeline, ByTopic>();

/** The windows of the rules that name each topic, in the order of the sheet. */
export function byTopic(timeline: Timeline): ByTopic {
  const index = known.get(timeline) ?? indexed(timeline);
  known.set(timeline, index);
  return index;
}

function indexed(timeline: Timeline): ByTopic {
  const windows = new Map<string, Window[]>();
  for (const window of timeline.windows) {
    for (const topic of window.rule.topics) {
      const listed = windows.get(topic);
      if (listed) listed.push(window);
      else windows.set(topic, [window]);
    }
  }
  return windows;
}
