/** The topic tree in memory. What loads it is in topics.ts, which the first screen does not wait for. */

import { computed, signal } from "@preact/signals";
import type { NamedTopics } from "../domain/topic-names";
import type { TopicTree } from "../domain/topics";

/** The stored value that holds the tree. */
export const STORED_TREE = "topics";

/** Milliseconds after which a request for topics that nobody answers has failed. */
export const PATIENCE = 20_000;

/** Undefined until the phone has loaded it. */
export const topics = signal<TopicTree | undefined>(undefined);

/** Only the names of the topics, on a phone that does not have the tree yet. */
export const fetchedNames = signal<NamedTopics | undefined>(undefined);

/** What the board of Today needs: the tree, or until it is here the names. */
export const namedTopics = computed((): NamedTopics | undefined => topics.value ?? fetchedNames.value);

/** Why there are no topics, as a problem code; undefined while they are loading or here. */
export const topicsProblem = signal<string | undefined>(undefined);
