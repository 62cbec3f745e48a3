import { useState } from "preact/hooks";
import type { DraftPicture } from "../../actions/diary/draft";
import type { Prepared } from "../../actions/photo/pick-photo";
import type { Facing, PhotoFlaw } from "../../actions/photo/take-photo";
import { areaOf } from "../../domain/places";
import type { Photo } from "../../domain/diary";
import type { Angle, Area, Place } from "../../domain/vocabulary";

/** One photo to take. */
export interface Shot {
  readonly angle: Angle;
  readonly area: Area | null;
  /** Of a close-up; null until it is chosen on the map. */
  readonly place: Place | null;
  /** The id of the photo that it replaces. */
  readonly replaces?: string;
}

/** A close-up whose place is still to be chosen. */
export const CLOSE_UP: Shot = { angle: "close-up", area: null, place: null };

/** Whether the map follows the shot: there can be several close-ups, but one that replaces another is the only one. */
function isOnMap({ angle, replaces }: Shot): boolean {
  return angle === "close-up" && replaces === undefined;
}

/** A photo that waits for the person's decision. */
export interface Candidate {
  readonly photo: Prepared;
  readonly flaw: PhotoFlaw | null;
  /** When it was taken; for a picked file, what the file says about it, or null. */
  readonly takenAt: string | null;
  /** Whether it is a picked file: its date is always checked. */
  readonly isPicked: boolean;
}

/** An earlier photo as it is shown: its address, and what becomes of it. */
export interface EarlierSource {
  readonly src: string | undefined;
  readonly onLoad?: () => void;
  readonly onError?: () => void;
}

/** The earlier photos to compare with, oldest first. A patient has them on the phone, a clinic on the server. */
export interface Earlier {
  readonly photos: readonly Photo[];
  /** A hook. */
  readonly useSource: (photoId: string, size: "thumbnail" | "display") => EarlierSource;
  /** What a photo shows and when, in words. */
  readonly text: (photo: Photo) => string;
}

export interface CameraProps {
  readonly earlier: Earlier;
  /** When the treatment was, as an ISO instant: no photo is much older. */
  readonly treatedAt: string | undefined;
  /** The camera that is open at first; unless it is said, that of the shot. */
  readonly facing?: Facing;
  /** What to photograph, in this order. */
  readonly shots: readonly Shot[];
  /** The id of a photo that is shown first. */
  readonly looking?: string | undefined;
  /** The photos so far. */
  readonly pictures: readonly DraftPicture[];
  /** Whether there is no room for a further photo: the map offers no place then. */
  readonly isFull: boolean;
  readonly onKeep: (picture: DraftPicture, replaces?: string) => void;
  readonly onDrop: (id: string) => void;
  readonly onClose: () => void;
}

/** Where a person is in the camera. */
export interface Session {
  /** The shot whose turn it is; undefined if a photo is only looked at. */
  readonly shot: Shot | undefined;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly candidate: Candidate | null;
  readonly looking: DraftPicture | undefined;
  /** Choose the place of a close-up; null returns to the map. */
  readonly setPlace: (place: Place | null) => void;
  /** A picture has arrived: one of the camera without a flaw is kept at once. */
  readonly arrive: (candidate: Candidate) => void;
  readonly keep: (candidate: Candidate, takenAt: string) => void;
  /** Discard the candidate, or take the photo that is looked at again. */
  readonly again: () => void;
  readonly skip: () => void;
  readonly look: (id: string | null) => void;
  readonly drop: (id: string) => void;
  readonly close: () => void;
}

/** Every photo is handed over as soon as it is kept, so that nothing is lost if the camera stops in the middle of a series. */
export function useSession({ shots, looking: first, pictures, onKeep, onDrop, onClose }: CameraProps): Session {
  const [queue, setQueue] = useState(shots);
  const [candidate, setCandidate] = useState<Candidate | null>(null);
  const [lookingId, setLooking] = useState<string | null>(first ?? null);
  const shot = queue[0];
  const looking = pictures.find(({ id }) => id === lookingId);
  const next = (): void => {
    setCandidate(null);
    const rest = shot && isOnMap(shot) ? [CLOSE_UP, ...queue.slice(1)] : queue.slice(1);
    setQueue(rest);
    if (!rest.length) onClose();
  };
  const keep = ({ photo }: Candidate, takenAt: string): void => {
    if (!shot) return;
    onKeep(pictureOf(photo, takenAt, shot), shot.replaces);
    next();
  };
  const look = (id: string | null): void => (id === null && !shot ? onClose() : setLooking(id));
  const takeAgain = ({ id, angle, area, place = null }: DraftPicture): void => {
    setQueue([{ angle, area, place, replaces: id }, ...queue.filter((each) => angle === "close-up" || each.angle !== angle)]);
    setLooking(null);
  };
  return {
    ...{ shot, candidate, looking, keep, look, close: onClose },
    ...{ number: Math.max(1, shots.length - queue.length + 1), total: shots.length },
    setPlace: (place) => setQueue(queue.map((each, at) => (at === 0 ? { ...each, place, area: place && areaOf(place) } : each))),
    arrive: (arrived) => {
      const needsCheck = arrived.isPicked || arrived.flaw !== null || arrived.takenAt === null;
      if (needsCheck) setCandidate(arrived);
      else keep(arrived, arrived.takenAt);
    },
    again: () => (looking ? takeAgain(looking) : setCandidate(null)),
    skip: next,
    drop: (id) => {
      onDrop(id);
      look(null);
    },
  };
}

/** A photo with what it shows. */
export function pictureOf(photo: Prepared, takenAt: string, { angle, area, place }: Shot): DraftPicture {
  return { ...photo, id: crypto.randomUUID(), angle, area, place, taken_at: takenAt };
}
