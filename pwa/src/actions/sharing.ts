/** Sharing a diary: with the practitioner who recorded its treatment, or with somebody without an account by a link. */

import { api, bodyOf, type Shapes } from "../api";
import { saved } from "../state/diary";
import { withFreshPasskey } from "../state/fresh-passkey";
import { database } from "../store/database";
import { saveNewGrants, saveRevocation } from "../store/sharing";

/** What is shared besides the check-ins. */
export interface Scope {
  readonly photos: boolean;
  /** Notes and questions. */
  readonly notes: boolean;
}

/** What a reader would see, according to the server. */
export type Preview = Shapes["Review"];
export type ShareLink = Shapes["ShareLinkView"];
export type ShareLinkMade = Shapes["ShareLinkMade"];

/** Load exactly what the practitioner, or the reader of a link, would see. Throws `Problem`. */
export function loadPreview(treatmentId: string, { photos, notes }: Scope, byLink: boolean): Promise<Preview> {
  const params = { path: { treatment_id: treatmentId }, query: { photos, notes, by_link: byLink } };
  return bodyOf(api.GET("/api/my/treatments/{treatment_id}/preview", { params }));
}

/** What the patient agrees to. */
export interface Consent extends Scope {
  /** At least one. */
  readonly treatmentIds: readonly string[];
  /** ISO instant: at most 180 days ahead, 30 for a link. */
  readonly endsAt: string;
}

/** What the patient agrees to with their clinic. */
export interface ClinicConsent extends Consent {
  /** Everyone who works in the clinic may read the diary, not the practitioner alone. */
  readonly everyone: boolean;
}

/** What the patient agrees to, and what they call the link: at most 60 characters, possibly none. */
export interface LinkConsent extends Consent {
  readonly name: string;
}

/**
 * Share the diaries with the practitioner of the treatments, or with everyone at their clinic. Sent once there is a network.
 * Throws `StorageProblem`.
 */
export async function shareDiary({ treatmentIds, photos, notes, everyone, endsAt }: ClinicConsent): Promise<void> {
  const grants = treatmentIds.map((treatment_id) => ({ id: crypto.randomUUID(), treatment_id, photos, notes, everyone, ends_at: endsAt }));
  await saveNewGrants(await database(), grants, Date.now());
  saved();
}

/**
 * Stop sharing. Until the server has confirmed it, the screen says that sharing is ending, not that it has ended.
 * Throws `StorageProblem`: the diary then remains shared.
 */
export async function revokeGrant(grantId: string): Promise<void> {
  await saveRevocation(await database(), grantId, Date.now());
  saved();
}

/** List the patient's links, newest first, without their secrets. Throws `Problem`. */
export async function loadShareLinks(): Promise<readonly ShareLink[]> {
  return (await bodyOf(api.GET("/api/my/share-links"))).share_links;
}

/** Make a link and its code, which nobody can show again, after a fresh passkey. Throws `Problem`, such as `too-many-links`. */
export function makeShareLink({ name, treatmentIds, photos, notes, endsAt }: LinkConsent): Promise<ShareLinkMade> {
  const body = { name, treatment_ids: treatmentIds, photos, notes, ends_at: endsAt };
  return withFreshPasskey(() => bodyOf(api.POST("/api/my/share-links", { body })));
}

/** Close a link at once, also where it is open now. Returns the remaining links. Throws `Problem`. */
export async function revokeShareLink(linkId: string): Promise<readonly ShareLink[]> {
  const path = { share_link_id: linkId };
  return (await bodyOf(api.DELETE("/api/my/share-links/{share_link_id}", { params: { path } }))).share_links;
}
