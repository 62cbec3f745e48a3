/** Checks values against the OpenAPI document, as an oracle for the guards of the app: slow, and in every field. */
import { readFileSync } from "node:fs";

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

const { components } = JSON.parse(readFileSync("openapi.json", "utf8")) as { components: { schemas: Record<string, Schema> } };

/** Whether a value has the shape. Values of enums and patterns are not compared: a newer server may know more of them. */
export function conforms(value: unknown, schema: Schema): boolean {
  if (schema.$ref !== undefined) return conforms(value, shape(schema.$ref.replace("#/components/schemas/", "")));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.some((choice) => conforms(value, choice));
  if (schema.const !== undefined && value !== schema.const) return false; // tells the kinds of a union apart
  switch (schema.type) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
    case "number":
      return typeof value === "number";
    case "string":
      return typeof value === "string" && (schema.format !== "date-time" || !Number.isNaN(Date.parse(value)));
    case "array":
      return Array.isArray(value) && value.every((item, at) => conforms(item, schema.items ?? schema.prefixItems?.[at] ?? {}));
    case "object":
      return isConformingObject(value, schema);
    default:
      return true;
  }
}

function isConformingObject(value: unknown, { properties = {}, required = [], additionalProperties }: Schema): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const others = typeof additionalProperties === "object" ? additionalProperties : {};
  return required.every((name) => name in value) && Object.entries(value).every(([name, each]) => conforms(each, properties[name] ?? others));
}

/** A shape by its name. */
export function shape(name: string): Schema {
  const schema = components.schemas[name];
  if (!schema) throw new Error(`The contract has no shape ${name}.`);
  return schema;
}
