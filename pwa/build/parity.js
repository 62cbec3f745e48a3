// Compares the phone's answers with the server's: `node build/parity.js`, called by tests/parity. Reads one world per line
// from standard input: topics, a timeline, and questions with the server's answers. Prints the first mismatches, field
// by field, and then ends with status 1.
import { isDeepStrictEqual } from "node:util";
import { createInterface } from "node:readline";
import { bundled } from "./bundled.js";

const REPORTED = 3;
const { answer, endOfCourse, toDocument, topicTree } = await bundled(["answers/index", "course", "topics"]);

/** @typedef {{ topic: string, now: number, states: object, areas: string[], answer: Record<string, unknown>, dropped: unknown[] }} Question */

/** The mismatches of one world.
 * @param {any} world */
function mismatches(world) {
  const { timeline } = world;
  const tree = topicTree(world.topics);
  const [end, wanted] = [endOfCourse(timeline)?.at ?? null, world.end === null ? null : Date.parse(world.end)];
  const ends = end === wanted ? [] : [`world ${world.number}: the course ends at ${end}, on the server at ${wanted}`];
  return [...ends, ...world.questions.flatMap((/** @type {Question} */ question) => differences(world, tree, question))];
}

/** @param {any} world @param {unknown} tree @param {Question} question */
function differences({ number, timeline }, tree, { topic, now, states, areas, ...wanted }) {
  const result = answer(timeline, tree, topic, { now, states, areas });
  const dropped = result.dropped.map((/** @type {unknown} */ each) => toDocument(each, timeline));
  const given = /** @type {Record<string, unknown>} */ (plain({ ...toDocument(result, timeline), dropped }));
  const server = /** @type {Record<string, unknown>} */ ({ ...wanted.answer, dropped: wanted.dropped });
  const fields = [...new Set([...Object.keys(server), ...Object.keys(given)])].filter((name) => !isDeepStrictEqual(given[name], server[name]));
  if (!fields.length) return [];
  const lines = fields.map((name) => `  ${name}: server ${JSON.stringify(server[name])}, phone ${JSON.stringify(given[name])}`);
  const windows = timeline.windows.map((/** @type {unknown} */ window) => `  ${JSON.stringify(window)}`);
  return [[`world ${number}: ${topic} at ${new Date(now).toISOString()}, ${JSON.stringify(states)}`, ...lines, ...windows].join("\n")];
}

/** @param {unknown} value */
function plain(value) {
  return /** @type {unknown} */ (JSON.parse(JSON.stringify(value)));
}

const reports = [];
for await (const line of createInterface({ input: process.stdin })) {
  reports.push(...mismatches(JSON.parse(line)));
  if (reports.length >= REPORTED) break;
}
if (reports.length) {
  console.log(reports.join("\n"));
  process.exit(1);
}
