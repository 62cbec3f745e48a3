import type { Treatment } from "../../../domain/diary";
import { ComparePhotos } from "../photos/compare-photos";

/** Before and after, as a view of the diary. */
export default function Compare({ treatment }: { treatment: Treatment }) {
  return <ComparePhotos treatment={treatment} />;
}
