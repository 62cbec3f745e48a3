/** The reply to give while two clocks disagree about the time: of each part the stricter one. */

import { isStricter } from "../answers";
import type { Part, Reply } from "./model";
import { strictestFirst } from "./replying";

/** Reply for each of the times; the moments of the reply are those of the first time. */
export function stricterReply(times: readonly [number, ...number[]], replyAt: (now: number) => Reply): Reply {
  return [...new Set(times)].map(replyAt).reduce((first, other) => ({ ...first, parts: stricterParts(first.parts, other.parts) }));
}

function stricterParts([first, ...others]: Reply["parts"], rivals: Reply["parts"]): Reply["parts"] {
  const stricter = (part: Part): Part => {
    const rival = rivals.find(({ answer, askedOf }) => answer.topic === part.answer.topic && askedOf.name === part.askedOf.name);
    return rival && isStricter(rival.answer, part.answer) ? rival : part;
  };
  const parts: [Part, ...Part[]] = [stricter(first), ...others.map(stricter)];
  return parts.sort(strictestFirst);
}
