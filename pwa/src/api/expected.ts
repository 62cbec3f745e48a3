/** What the phone expects of each response. Loaded while the first request is on its way. */

import { isEntry, isPhoto, isReply, isTreatment } from "./documents";
import { isCount, isInstant, isObject, isText, listOf, objectWith, orNull, type Guard } from "./guards";
import type { components, paths } from "./schema";
import { isMe } from "./me-guard";
import { isTimeline } from "./timeline-guard";
import { areTopicNames } from "./topic-names-guard";
import { areTopics } from "./topics-guard";

type Shapes = components["schemas"];

const isTreatmentForClinic = objectWith<Shapes["TreatmentForClinic"]>({
  id: isText,
  patient_name: isText,
  sheet: isObject,
  treated_at: isInstant,
  time_zone: isText,
  record: isObject,
  next_treatment_at: orNull(isInstant),
});

const isFinding = objectWith<Shapes["Finding"]>({ kind: isText, since_at: isInstant, reasons: listOf(isObject) });

const isReview = objectWith<Shapes["Review"]>({
  treatment: isTreatment,
  patient_name: isText,
  entries: listOf(isEntry),
  photos: listOf(isPhoto),
  replies: listOf(isReply),
  bands: listOf(isObject),
  findings: listOf(isFinding),
  departures: listOf(isObject),
  resolved: listOf(isObject),
  course: objectWith<Shapes["CourseSummary"]>({ first: listOf(isObject), later: listOf(isObject) }),
});

const isAnnotation = objectWith<Shapes["AnnotationView"]>({ photo_id: isText, author_name: isText, strokes: listOf(isObject), revision: isCount, changed_at: isInstant });
const isPhotoComparison = objectWith<Shapes["PhotoComparison"]>({
  patient_name: isText,
  treatments: listOf(objectWith<Shapes["TreatmentPhotos"]>({ treatment_id: isText, treated_at: isInstant, time_zone: isText, photos: listOf(isPhoto), annotations: listOf(isAnnotation) })),
});

const isSheetVersion = objectWith<Shapes["SheetVersionView"]>({
  id: isText,
  title: isText,
  document: objectWith<{ rules: unknown }>({ rules: listOf(isObject) }),
  issues: listOf(isObject),
});

const isTemplateList = objectWith<Shapes["ReplyTemplateList"]>({ templates: listOf(isObject) });
const isPresetList = objectWith<Shapes["PresetList"]>({ presets: listOf(objectWith<Shapes["PresetView"]>({ id: isText, name: isText, applied: isObject })) });
const isSuggestion = objectWith<Shapes["Suggestion"]>({ text: isText, lot: isText, used_at: isInstant });
const isVersionList = objectWith<Shapes["SheetVersionList"]>({ versions: listOf(isObject) });
const isIssuedLink = objectWith<Shapes["IssuedLink"]>({ url: isText, qr_svg: isText, expires_at: isInstant });
const isClinicSettings = objectWith<Shapes["ClinicSettings"]>({ id: isText, name: isText, phone: isText, time_zone: isText, opening: listOf(isObject), reply_hours: isCount });
const isMember = objectWith<Shapes["TeamMembership"]>({ id: isText, display_name: isText, role: isText, started_at: isInstant, last_seen_at: orNull(isInstant) });
const isInvited = objectWith<Shapes["ColleagueInvitation"]>({ id: isText, role: isText, created_at: isInstant, expires_at: isInstant });
const isTeam = objectWith<Shapes["Team"]>({ memberships: listOf(isMember), invitations: listOf(isInvited) });
const isEnding = objectWith<Shapes["MembershipEnding"]>({ display_name: isText, devices: isCount, diaries: isCount, invitations: isCount });
const isAccess = objectWith<Shapes["ClinicAccess"]>({ id: isText, practitioner_name: isText, patient_name: isText, treated_at: isInstant, kind: isText, viewed_at: isInstant });
const isClinicLog = objectWith<Shapes["ClinicLog"]>({ accesses: listOf(isAccess), next: orNull(isText) });
const isCeremony = objectWith<Shapes["Ceremony"]>({ ceremony_id: isText, options: isObject });
const isExport = objectWith<Shapes["ExportView"]>({ id: isText, state: isText, photos_done: isCount, photos_total: isCount, size: isCount, expires_at: isInstant });
const isErasurePreview = objectWith<Shapes["ErasurePreview"]>({
  erases: objectWith<Shapes["ErasedCounts"]>({ entries: isCount, earlier_versions: isCount, photos: isCount, treatments: isCount }),
  clinics: listOf(objectWith<Shapes["ClinicRecord"]>({ clinic_name: isText, treatments: isCount, replies: isCount, reactions: isCount, access_records: isCount })),
});
const isSheetList = objectWith<Shapes["SheetList"]>({ sheets: listOf(isObject) });
const isShareLink = objectWith<Shapes["ShareLinkView"]>({
  id: isText,
  treatment_ids: listOf(isText),
  state: isText,
  ends_at: isInstant,
  last_viewed_at: orNull(isInstant),
});
const isShareLinkList = objectWith<Shapes["ShareLinkList"]>({ share_links: listOf(isShareLink) });
const isSharedTreatment = objectWith<Shapes["SharedTreatment"]>({ id: isText, treated_at: isInstant, time_zone: isText });
const isSharedDiaries = objectWith<Shapes["SharedDiaries"]>({ patient_name: isText, treatments: listOf(isSharedTreatment), ends_at: isInstant });
const isPreferences = objectWith<Shapes["ReminderPreferences"]>({ kinds: listOf(isText), quiet_from: isText, quiet_until: isText, check_in_at: isText, coming_sessions_at: isText });
const isComparedTopic = objectWith<Shapes["ComparedTopic"]>({ topic: isText, a: listOf(isObject), b: listOf(isObject) });
const isListedFinding = objectWith<Shapes["ListedFinding"]>({ kind: isText, since_at: isInstant });
const isQueueItem = objectWith<Shapes["QueueItem"]>({ treatment_id: isText, patient_name: isText, section: isText, treated_at: isInstant, findings: listOf(isListedFinding) });
const isPatientRow = objectWith<Shapes["PatientRow"]>({ id: isText, name: isText, last_treated_at: isInstant, next_treatment_at: orNull(isInstant) });
const isPatientPage = objectWith<Shapes["PatientPage"]>({
  id: isText,
  name: isText,
  treatments: listOf(objectWith<Shapes["PatientTreatment"]>({ treatment: isTreatmentForClinic, invitation: isObject })),
});

/** An entry is checked in every field, so `saved_at` is checked apart. */
const isVersion: Guard = (value) => isObject(value) && isInstant(value["saved_at"]) && isEntry(value);

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Responses that are not listed only have to be an object. */
const EXPECTED: { readonly [Call in `${Method} ${keyof paths}`]?: Guard } = {
  "GET /api/me": isMe,
  "PATCH /api/me": isMe,
  "POST /api/links/sign-in": isMe,
  "POST /api/links/accept": isMe,
  "POST /api/passkeys/registration": isMe,
  "POST /api/passkeys/authentication": isMe,
  "POST /api/passkeys/registration-options": isCeremony,
  "POST /api/passkeys/authentication-options": isCeremony,
  "POST /api/passkeys/confirmation-options": isCeremony,
  "POST /api/links/open": objectWith<Shapes["LinkPreview"]>({ purpose: isText, treated_at: orNull(isInstant) }),
  "GET /api/entries/{entry_id}/revisions": objectWith<Shapes["EntryHistory"]>({ versions: listOf(isVersion) }),
  "GET /api/my/auth-sessions": objectWith<Shapes["AuthSessionList"]>({ auth_sessions: listOf(isObject) }),
  "GET /api/my/passkeys": objectWith<Shapes["PasskeyList"]>({ passkeys: listOf(isObject) }),
  "GET /api/my/recovery-links": objectWith<Shapes["RecoveryLinkList"]>({ recovery_links: listOf(isObject) }),
  "POST /api/my/recovery-links": isIssuedLink,
  "POST /api/colleagues/invitation": isIssuedLink,
  "GET /api/clinic/memberships": isTeam,
  "PUT /api/clinic/memberships/{membership_id}/role": isTeam,
  "GET /api/clinic/memberships/{membership_id}/ending": isEnding,
  "DELETE /api/clinic/invitations/{invitation_id}": isTeam,
  "GET /api/clinic/access-log": isClinicLog,
  "GET /api/clinic": isClinicSettings,
  "PUT /api/clinic": isClinicSettings,
  "PUT /api/clinic/logo": isClinicSettings,
  "DELETE /api/clinic/logo": isClinicSettings,
  "POST /api/treatments/{treatment_id}/invitation": isIssuedLink,
  "POST /api/my/exports": isExport,
  "GET /api/my/exports/{export_id}": isExport,
  "GET /api/me/erasure": isErasurePreview,
  "GET /api/my/treatments/{treatment_id}/erasure": isErasurePreview,
  "GET /api/my/reminder-preferences": isPreferences,
  "PUT /api/my/reminder-preferences": isPreferences,
  "GET /api/sheets": isSheetList,
  "GET /api/topics": areTopics,
  "GET /api/topics/names/{language}": areTopicNames,
  "POST /api/my/treatments": isTreatment,
  "POST /api/my/treatments/{treatment_id}/sheet-change": isTreatment,
  "GET /api/my/treatments/{treatment_id}/sheet-change": objectWith<Shapes["SheetChange"]>({ title: isText, changes: listOf(isObject) }),
  "GET /api/my/treatments/{treatment_id}/sheet-versions": objectWith<Shapes["FollowedVersions"]>({ versions: listOf(isObject) }),
  "GET /api/my/treatments/{treatment_id}/preview": isReview,
  "GET /api/treatments/{treatment_id}/review": isReview,
  "PUT /api/photos/{photo_id}/annotation": isAnnotation,
  "GET /api/treatments/{treatment_id}/photos": isPhotoComparison,
  "GET /api/my/share-links": isShareLinkList,
  "POST /api/my/share-links": objectWith<Shapes["ShareLinkMade"]>({ link: isShareLink, url: isText, qr_svg: isText, code: isText }),
  "DELETE /api/my/share-links/{share_link_id}": isShareLinkList,
  "POST /api/shared/open": isSharedDiaries,
  "GET /api/shared": isSharedDiaries,
  "GET /api/shared/treatments/{treatment_id}": isReview,
  "GET /api/treatments": objectWith<Shapes["TreatmentListForClinic"]>({ treatments: listOf(isTreatmentForClinic) }),
  "POST /api/treatments": isTreatmentForClinic,
  "GET /api/treatments/{treatment_id}": isTreatmentForClinic,
  "PUT /api/treatments/{treatment_id}/next-treatment": isTreatmentForClinic,
  "GET /api/treatments/earlier-reactions": objectWith<Shapes["EarlierReactions"]>({ treatments: listOf(isObject) }),
  "POST /api/treatments/{treatment_id}/replies": isReply,
  "GET /api/reply-templates": isTemplateList,
  "POST /api/reply-templates": isTemplateList,
  "PUT /api/reply-templates/{template_id}": isTemplateList,
  "DELETE /api/reply-templates/{template_id}": isTemplateList,
  "GET /api/record-suggestions": objectWith<Shapes["SuggestionList"]>({ suggestions: listOf(isSuggestion) }),
  "GET /api/treatment-presets": isPresetList,
  "POST /api/treatment-presets": isPresetList,
  "PUT /api/treatment-presets/{preset_id}": isPresetList,
  "DELETE /api/treatment-presets/{preset_id}": isPresetList,
  "GET /api/queue": objectWith<Shapes["Queue"]>({ items: listOf(isQueueItem), counts: listOf(isObject), next: orNull(isText) }),
  "GET /api/patients": objectWith<Shapes["PatientList"]>({ patients: listOf(isPatientRow), next: orNull(isText) }),
  "GET /api/patients/{clinic_patient_id}": isPatientPage,
  "PUT /api/patients/{clinic_patient_id}": isPatientPage,
  "GET /api/sheet-versions": isVersionList,
  "POST /api/sheet-versions": isSheetVersion,
  "GET /api/sheet-versions/{sheet_version_id}": isSheetVersion,
  "PUT /api/sheet-versions/{sheet_version_id}": isSheetVersion,
  "GET /api/sheet-versions/{sheet_version_id}/publication": objectWith<Shapes["PublicationSummary"]>({ open_issues: listOf(isObject), changes: listOf(isObject) }),
  "POST /api/sheet-versions/{sheet_version_id}/publication": isSheetVersion,
  "PUT /api/sheet-versions/{sheet_version_id}/retirement": isVersionList,
  "DELETE /api/sheet-versions/{sheet_version_id}/retirement": isVersionList,
  "PUT /api/sheets/{key}/visibility": isVersionList,
  "PUT /api/sheets/default": isVersionList,
  "GET /api/sheet-versions/{sheet_version_id}/toml": objectWith<Shapes["SheetTomlView"]>({ file_name: isText, toml: isText }),
  "POST /api/sheet-reports": objectWith<Shapes["SheetReport"]>({ faults: listOf(isObject), issues: listOf(isObject) }),
  "POST /api/sheet-previews": objectWith<Shapes["SheetPreviewView"]>({ timeline: isTimeline }),
  "POST /api/sheet-imports": objectWith<Shapes["ImportedSheet"]>({ lines: Array.isArray, rules: listOf(isObject) }),
  "GET /api/sheet-comparison": objectWith<Shapes["SheetComparison"]>({ a_title: isText, b_title: isText, counts: isObject, topics: listOf(isComparedTopic) }),
};

const GUARDS = new Map<string, Guard>(Object.entries(EXPECTED));

/** Whether the body of a successful response is what the phone can work with; `path` is the template in the OpenAPI document. */
export function isExpected(method: string, path: string, body: unknown): boolean {
  return (GUARDS.get(`${method} ${path}`) ?? isObject)(body);
}
