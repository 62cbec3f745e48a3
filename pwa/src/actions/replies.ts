/** Replies to a diary, and the clinic's templates for them. The calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";

export type ReplyTemplate = Shapes["ReplyTemplateView"];

/** Load the templates of the clinic, those that were sent last first. */
export async function loadTemplates(): Promise<readonly ReplyTemplate[]> {
  return (await bodyOf(api.GET("/api/reply-templates"))).templates;
}

/** Save a text for the clinic under a client-made id; a repeat changes nothing. */
export async function createTemplate(id: string, text: string): Promise<readonly ReplyTemplate[]> {
  return (await bodyOf(api.POST("/api/reply-templates", { body: { id, text } }))).templates;
}

export async function changeTemplate(id: string, text: string): Promise<readonly ReplyTemplate[]> {
  const path = { template_id: id };
  return (await bodyOf(api.PUT("/api/reply-templates/{template_id}", { params: { path }, body: { text } }))).templates;
}

export async function deleteTemplate(id: string): Promise<readonly ReplyTemplate[]> {
  const path = { template_id: id };
  return (await bodyOf(api.DELETE("/api/reply-templates/{template_id}", { params: { path } }))).templates;
}

/** Send a reply to the patient under its client-made id; a repeat sends nothing twice. */
export function sendReply(treatmentId: string, reply: Shapes["ReplyNew"]): Promise<Shapes["ReplyView"]> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.POST("/api/treatments/{treatment_id}/replies", { params: { path }, body: reply }));
}
