/** Drawn on the camera's frame of 300 by 400, not mirrored. The eyes are where `OUTLINE_EYES` says. */
export const FRONT = "M150 84C198 84 226 122 226 178C226 232 196 284 150 284C104 284 74 232 74 178C74 122 102 84 150 84Z";
export const LEFT = "M158 84C206 84 232 122 232 168C232 192 226 212 216 230C202 262 176 284 146 284C120 284 104 272 98 250C94 240 94 232 96 222C84 222 74 214 76 206C78 196 86 186 86 174C84 150 84 134 92 118C104 96 130 84 158 84Z";
export const EAR = "M222 176C232 166 244 172 242 190C240 206 232 218 222 216";

/** The head alone, without eyes and shoulders, seen from the front or from the person's left. */
export function HeadOutline({ side }: { readonly side: "front" | "left" }) {
  return <path d={side === "front" ? FRONT : `${LEFT}${EAR}`} />;
}
