/**
 * Checks of a document's shape, small enough to run on every response. They test only what a screen would fail on: that
 * a list is a list, an id a string, a time a time. A response that does not pass counts as a failed load, never as an empty page.
 */

/** Whether a value has the shape. */
export type Guard = (value: unknown) => boolean;

export const isText: Guard = (value) => typeof value === "string";
export const isCount: Guard = (value) => Number.isSafeInteger(value);
export const isFlag: Guard = (value) => typeof value === "boolean";
/** An ISO instant: a screen that formats an invalid date throws. */
export const isInstant: Guard = (value) => typeof value === "string" && !Number.isNaN(Date.parse(value));
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isNumber: Guard = (value) => Number.isFinite(value);

/** A list in which every item passes. */
export const listOf =
  (item: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(item);

/** Null, or a value that passes. */
export const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);

/** Absent, or a value that passes. */
export const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);

/** An object of any keys in which every value passes. */
export const mapOf =
  (guard: Guard): Guard =>
  (value) =>
    isObject(value) && Object.values(value).every(guard);

/** An object in which every field of the wire shape `T` passes: a field without a check does not compile. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the shape that it checks
export const shapeOf = <T>(fields: { readonly [Name in keyof T]-?: Guard }): Guard => objectWith<T>(fields);

/** An object in which every named field passes; `T` restricts the names to those of the wire shape. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the shape that it checks
export const objectWith = <T>(fields: { readonly [Name in keyof T]?: Guard }): Guard => {
  const checks = Object.entries<Guard | undefined>(fields);
  return (value) => isObject(value) && checks.every(([name, check]) => check?.(value[name]));
};
