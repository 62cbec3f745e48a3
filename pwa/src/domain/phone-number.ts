/** Telephone numbers, as in server/domain/contact.py. */

const PHONE = /^\+?[0-9 ()/.-]+$/;
const FEWEST_DIGITS = 3;
const MOST_DIGITS = 16;

/** Whether a telephone can dial it: digits, a plus sign in front, and what people put between digits. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return PHONE.test(text) && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
}
