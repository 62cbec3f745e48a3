/** Answers to questions about an aftercare sheet (CARE_PROTOCOL.md, "Questions and answers"). */

export { answer } from "./answering";
export { toDocument } from "./document";
export { answerOfVersions, isStricter, stricterOf } from "./versions";
export { ASK_FIRST, isAskedFor, KINDS, MAX_EXCEPT, STRICTNESS, type Answer, type AnswerKind, type Change, type StricterMember } from "./model";
