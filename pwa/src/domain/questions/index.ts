/** Reading a question: what is asked, about which topics, under which conditions, and for when. */

export type { AskedTopic, Question, QuestionKind } from "./model";
export { spanOf, type AskedMoment, type Course, type Span } from "./moment";
export { readQuestion } from "./reader";
export { spansOf } from "./readings";
