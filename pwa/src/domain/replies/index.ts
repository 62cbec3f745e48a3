/** The reply to a whole question: every topic, every treatment, its moment, and the sentences that say it. */

export { verdictFirst, type Part, type Reply, type ReplyTo } from "./model";
export { reply } from "./replying";
export type { Sentence, Value } from "./saying";
export { closing, sentences, statement } from "./sentences";
export { stricterReply } from "./stricter";
