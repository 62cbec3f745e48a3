// Measures how fast the phone evaluates timelines: `node build/projection.js FILE`, called by tests/bench/sheets.py.
// FILE holds the topics document, timelines, hours, and topics and questions to ask. Prints milliseconds per call as JSON.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { bundled } from "./bundled.js";

const ROUNDS = 40;
const { answer, readQuestion, reply, sentences, today, topicTree } = await bundled(["answers/index", "questions/index", "replies/index", "today", "topics"]);
const input = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const tree = topicTree(input.topics);

/**
 * The time of the slowest timeline in its best round. The first rounds warm up.
 * @param {(timeline: any, now: number) => number} work returns how many calls it made
 */
function slowest(work) {
  return Math.max(
    ...input.timelines.map((/** @type {any} */ timeline) => {
      const rounds = Array.from({ length: ROUNDS }, () => {
        const begin = performance.now();
        let calls = 0;
        for (const hour of input.hours) calls += work(timeline, Date.parse(timeline.treated_at) + hour * 3_600_000);
        return (performance.now() - begin) / calls;
      });
      return Math.min(...rounds.slice(5));
    }),
  );
}

/** The time of the first answer: for a timeline for which nothing has been computed yet.
 * @param {any} timeline @param {number} now */
function first(timeline, now) {
  for (const topic of input.ask) answer({ ...timeline }, tree, topic, { now, states: {} });
  return input.ask.length;
}

/** The time of one typed question, for a timeline for which nothing has been computed yet.
 * @param {string} words @param {any} timeline @param {number} now */
function typed(words, timeline, now) {
  const question = readQuestion(words, "en", tree);
  sentences(reply(question, [{ timeline: { ...timeline }, tree, states: {}, name: "" }], { now, timeZone: timeline.time_zone }));
  return 1;
}

const measured = {
  today: slowest((timeline, now) => (today(timeline, now, {}), 1)),
  answer: slowest((timeline, now) => {
    for (const topic of input.ask) answer(timeline, tree, topic, { now, states: {} });
    return input.ask.length;
  }),
  first: slowest(first),
  question: Math.max(...input.questions.map((/** @type {string} */ words) => slowest((timeline, now) => typed(words, timeline, now)))),
};
console.log(JSON.stringify(measured));
