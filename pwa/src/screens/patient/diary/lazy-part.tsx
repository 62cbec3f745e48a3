import type { ComponentType } from "preact";
import type { Treatment } from "../../../domain/diary";
import { useLoaded } from "../../../state/loaded";
import { NotLoaded, Skeleton } from "../../../ui";

type Part = ComponentType<{ treatment: Treatment }>;

const PARTS = {
  photos: () => import("./gallery"),
  compare: () => import("./compare"),
  lines: () => import("./chart"),
  search: () => import("./search"),
  course: () => import("./course"),
} as const;

/** The less common views of the diary. Their code is loaded when they are opened. */
export function LazyPart({ view, treatment }: { view: keyof typeof PARTS; treatment: Treatment }) {
  const [part, again] = useLoaded<Part>(async () => (await PARTS[view]()).default, view);
  if (part.state === "loading") return <Skeleton lines={6} />;
  if (part.state === "ready") return <part.value treatment={treatment} />;
  return <NotLoaded again={again} />;
}
