/** The topic tree in memory. What loads it is in topics.ts, which the first screen does not wait for. */

import { signal } from "@preact/signals";
import type { TopicTree } from "../domain/topics";

/** Undefined until the phone has loaded it. */
export const topics = signal<TopicTree | undefined>(undefined);

/** Why there are no topics, as a problem code; undefined while they are loading or here. */
export const topicsProblem = signal<string | undefined>(undefined);
