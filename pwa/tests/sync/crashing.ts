/** A database whose process can be killed before any of its requests, and after any of their results. */
import type { Database } from "../../src/store/schema";

/** Thrown where the process ends; nothing may catch it but the test. */
export class Killed extends Error {}

/** Counts the steps of a process, and ends it at the chosen one. */
export interface Life {
  /** Steps until the process is killed; 0: never. */
  left: number;
  dead: boolean;
  /** Whether the phone has no room left: everything that stores more than before fails. */
  full: boolean;
}

/** One step of a process. Throws `Killed` if it is the last one, and from then on. */
export function step(life: Life): void {
  if (life.left === 1) life.dead = true;
  if (life.dead) throw new Killed("killed");
  if (life.left > 0) life.left -= 1;
}

/** The database as a process sees it. A transaction that was not committed when the process is killed is rolled back. */
export function mortal(db: Database, life: Life): Database {
  return watched(db, life);
}

function watched<T extends object>(target: T, life: Life): T {
  return new Proxy(target, {
    get(of, name) {
      const member: unknown = Reflect.get(of, name, of);
      if (typeof member !== "function") return isStep(of, name) ? afterwards(member as Promise<unknown>, life) : part(member, life);
      return (...values: unknown[]) => {
        if (name !== "abort") step(life);
        if (name === "put" && life.full) throw new DOMException("The phone is full.", "QuotaExceededError");
        return part(Reflect.apply(member, of, values), life);
      };
    },
  });
}

/** `tx.done` is awaited without being called. */
function isStep(of: object, name: string | symbol): boolean {
  return name === "done" && "abort" in of;
}

function part(value: unknown, life: Life): unknown {
  if (value instanceof Promise) return afterwards(value, life);
  const isPart = value !== null && typeof value === "object" && ("objectStore" in value || "keyPath" in value || "objectStoreNames" in value);
  return isPart ? watched(value, life) : value;
}

function afterwards<T>(promise: Promise<T>, life: Life): Promise<T> {
  return promise.then((value) => {
    step(life);
    return value;
  });
}
