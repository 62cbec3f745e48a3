/** Measures how far the phone's clock is from the server's, using the Date header of an ordinary response. */

import { MAX_CLOCK_OFFSET_MS } from "../domain/vocabulary";

/** Milliseconds: a longer round trip leaves too much doubt about when the server wrote its header. */
const LONGEST_ROUND_TRIP = 10_000;
/** Date has a resolution of one second and is rounded down, so the server's time is half a second later on average. */
const HALF_A_SECOND = 500;

/**
 * Milliseconds by which the phone is ahead of the server, negative if it is behind. The server is assumed to have
 * answered halfway between `sentAt` and `receivedAt` (epoch milliseconds of the phone). Null if the response says
 * nothing about the server's clock: no readable Date, a response from a cache (it has an Age), or a round trip that was
 * too long.
 *
 * Clamped to what the server accepts: a phone whose clock was reset to 1970 must still be able to send its entries.
 */
export function clockOffsetOf(headers: Headers, sentAt: number, receivedAt: number): number | null {
  const serverAt = Date.parse(headers.get("Date") ?? "");
  const roundTrip = receivedAt - sentAt;
  if (Number.isNaN(serverAt) || headers.has("Age") || roundTrip < 0 || roundTrip > LONGEST_ROUND_TRIP) return null;
  const offset = Math.round(sentAt + roundTrip / 2 - serverAt - HALF_A_SECOND);
  return Math.max(-MAX_CLOCK_OFFSET_MS, Math.min(MAX_CLOCK_OFFSET_MS, offset));
}
