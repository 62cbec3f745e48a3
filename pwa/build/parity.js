// Compares the phone's code with the server's: `node build/parity.js`, called by tests/parity. Reads one world per line from
// standard input: topics, timelines, questions and a diary, with the server's results. Prints the first
// mismatches, field by field, and then ends with status 1.
import { isDeepStrictEqual } from "node:util";
import { createInterface } from "node:readline";
import { bundled } from "./bundled.js";

const REPORTED = 3;
const { answer, answerOfVersions, assess, departuresIn, earliestReports, endOfCourse, isByCall, namedIn, statesOf, toDocument, today, topicTree, validStates } =
  await bundled(["answers/index", "assessment", "course", "departures", "skin-states", "today", "topics", "topics-match"]);

/** @typedef {Record<string, any>} Document */

/** The mismatches of one world.
 * @param {Document} world */
function mismatches(world) {
  const tree = topicTree(world["topics"]);
  const [end, wanted] = [endOfCourse(world["timeline"])?.at ?? null, world["end"] === null ? null : Date.parse(world["end"])];
  return [
    ...differences(world, "the course", { end }, { end: wanted }),
    ...differences(world, "the diary", diaryOf(world, tree), { ...world["diary"] }),
    ...world["questions"].flatMap((/** @type {Document} */ question) => {
      const { topic, now, states, areas, ...server } = question;
      return differences(world, `${topic} at ${new Date(now).toISOString()}, ${JSON.stringify(states)}`, questionOf(world, tree, question), server);
    }),
  ];
}

/** @param {Document} world @param {unknown} tree @param {Document} question */
function questionOf({ timeline, corrected }, tree, { topic, now, states, areas }) {
  const result = answer(timeline, tree, topic, { now, states, areas });
  return {
    answer: toDocument(result, timeline),
    dropped: result.dropped.map((/** @type {unknown} */ each) => toDocument(each, timeline)),
    versions: toDocument(answerOfVersions([timeline, corrected], tree, topic, { now, states, areas }), timeline),
    today: todayDocument(today(timeline, now, states)),
    valid: validStates(timeline, states, now),
  };
}

/** @param {Document} view */
function todayDocument(view) {
  const items = (/** @type {Document[]} */ list) =>
    list.map(({ rule, sure, since, until, surelyUntil, dependsOn }) => {
      return { rule, sure, since: instant(since), until: instant(until), surely_until: instant(surelyUntil), depends_on: dependsOn };
    });
  const lists = { do: items(view["do"]), leave_alone: items(view["leaveAlone"]), allowed: items(view["allowed"]), expect: items(view["expect"]), tell: items(view["tell"]) };
  return { hours: view["hours"], day: view["day"], ...lists, next_change_at: instant(view["nextChangeAt"]), next_milestones: view["nextMilestones"] };
}

/** @param {Document} world @param {unknown} tree */
function diaryOf({ timeline, diary: { entries, replied_at } }, tree) {
  const reading = {
    topicsIn: (/** @type {string} */ line) => namedIn(tree, line, "en"),
    answerAt: (/** @type {string} */ topic, /** @type {number} */ now, /** @type {object} */ states) => answer(timeline, tree, topic, { now, states }),
  };
  return {
    ...{ entries, replied_at, states: statesOf(timeline, entries), earliest: earliestReports(timeline) },
    findings: assess(timeline, entries, replied_at).map((/** @type {Document} */ finding) => ({
      about: [finding["symptom"], finding["sign"], finding["area"]],
      reasons: finding["reasons"].map((/** @type {Document} */ { kind, rule, at, entry_id }) => [kind, rule?.id ?? null, at, entry_id]),
      ...{ gone_at: finding["gone_at"], answered_at: finding["answered_at"], by_call: isByCall(finding) },
    })),
    departures: departuresIn(timeline, entries, reading).map((/** @type {Document} */ each) => [each["topic"], each["at"], each["entry_id"], each["rule"]?.id ?? null, each["words"]]),
  };
}

/** As Python writes it: no fraction of a second, or six digits.
 * @param {number | null} moment */
function instant(moment) {
  return moment === null ? null : new Date(moment).toISOString().replace(".000Z", "Z").replace(/(\.\d{3})Z$/, "$1000Z");
}

/** The fields in which the phone's document differs from the server's.
 * @param {Document} world @param {string} about @param {Document} phone @param {Document} server */
function differences({ number, timeline }, about, phone, server) {
  const given = /** @type {Document} */ (plain(phone));
  const fields = [...new Set([...Object.keys(server), ...Object.keys(given)])].filter((name) => !isDeepStrictEqual(given[name], server[name]));
  if (!fields.length) return [];
  const lines = fields.flatMap((name) => details(name, server[name], given[name]));
  const windows = timeline.windows.map((/** @type {unknown} */ window) => `  ${JSON.stringify(window)}`);
  return [[`world ${number}: ${about}`, ...lines, ...windows].join("\n")];
}

/** The differences between two values: of documents, those between their fields.
 * @param {string} name @param {unknown} server @param {unknown} phone @returns {readonly string[]} */
function details(name, server, phone) {
  if (!isDocument(server) || !isDocument(phone)) return [`  ${name}: server ${JSON.stringify(server)}, phone ${JSON.stringify(phone)}`];
  const fields = [...new Set([...Object.keys(server), ...Object.keys(phone)])].filter((field) => !isDeepStrictEqual(server[field], phone[field]));
  return fields.flatMap((field) => details(`${name}.${field}`, server[field], phone[field]));
}

/** @param {unknown} value @returns {value is Document} */
function isDocument(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
