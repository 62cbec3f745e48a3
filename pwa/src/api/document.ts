/** A document that the OpenAPI description leaves open: any JSON object. */
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Give a document the type that the phone's domain knows for it. The server has validated it; nothing is checked here.
 * For objects that the OpenAPI description does not spell out, and only for those.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type is the caller's claim about the document
export function documentAs<T>(json: JsonObject): T {
  return json as T;
}
