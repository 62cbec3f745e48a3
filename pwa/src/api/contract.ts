/**
 * The phone's own types against the server's, checked by the compiler: nothing here runs.
 *
 * The domain imports nothing, so it describes the documents it works on itself. Each of these descriptions must equal
 * the generated one, field by field, optional fields included; a field that is renamed on one side does not compile.
 */

import type * as diary from "../domain/diary";
import type * as timeline from "../domain/timeline";
import type * as bounds from "../domain/bounds";
import type * as names from "../domain/topic-names";
import type * as topics from "../domain/topics";
import type * as vocabulary from "../domain/vocabulary";
import type { components } from "./schema";

type Wire = components["schemas"];

/** Make every optional field required, so that two types differ even if only the name of an optional field does. */
type Complete<T> = T extends string | number | boolean | null | undefined ? T : { [K in keyof T]-?: Complete<T[K]> };
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** True where both types have the same fields, of the same types, optional in the same places. */
type Same<A, B> = Mutual<A, B> extends true ? Mutual<Complete<A>, Complete<B>> : false;

/** An entry as the server sends it. */
type ReceivedEntry = Required<diary.Entry>;

/** Compiles only if every member is `true`; the error names the member that is not. */
type Checked<T extends Readonly<Record<keyof T, true>>> = T;

export type Contract = Checked<{
  readonly EntryDocument: Same<Wire["EntryDocument"], diary.EntryDocument>;
  readonly EntryView: Same<Wire["EntryView"], ReceivedEntry>;
  readonly PhotoView: Same<Wire["PhotoView"], diary.Photo>;
  readonly ReplyView: Same<Wire["ReplyView"], diary.Reply>;
  readonly GrantView: Same<Wire["GrantView"], diary.Grant>;
  readonly AccessRecordView: Same<Wire["AccessRecordView"], diary.AccessRecord>;
  readonly ErasureView: Same<Wire["ErasureView"], diary.Erasure>;
  readonly AppliedTreatment: Same<Wire["TreatmentView"]["applied"], diary.AppliedTreatment>;
  readonly TreatmentView: Same<Wire["TreatmentView"], diary.Treatment>;
  readonly Changes: Same<Wire["Changes"], Omit<diary.Changes, "entries"> & { readonly entries: readonly ReceivedEntry[] }>;
  readonly TimelineRule: Same<Wire["TimelineRule"], timeline.TimelineRule>;
  readonly TimelineWindow: Same<Wire["TimelineWindow"], timeline.Window>;
  readonly TimelineMilestone: Same<Wire["TimelineMilestone"], timeline.Milestone>;
  readonly TimelineSeries: Same<Wire["TimelineSeries"], timeline.TreatmentSeries>;
  readonly TimelineDocument: Same<Wire["TimelineDocument"], timeline.Timeline>;
  readonly BoundLeaf: Same<Wire["BoundLeaf"], bounds.BoundLeaf>;
  readonly AllBound: Same<Wire["AllBound"], bounds.AllBound>;
  readonly FirstBound: Same<Wire["FirstBound"], bounds.FirstBound>;
  readonly TopicNames: Same<Wire["TopicNames"], names.TopicNamesDocument>;
  readonly Topics: Same<Wire["Topics"], topics.TopicsDocument>;
  readonly FindingKind: Same<Wire["Finding"]["kind"], vocabulary.FindingKind>;
  readonly ProblemCode: Same<Wire["Problem"]["code"], vocabulary.ServerProblemCode>;
}>;
