/** The icons of the photo tools, each as one SVG path on a 24 px grid. They are not among the app's icons, which every start loads. */
const PATHS = {
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3-1-6ZM12 15v6",
  swap: "M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4",
  slider: "M4 5h16v14H4V5Zm8-2v18M9 10l-2 2 2 2M15 10l2 2-2 2",
  beside: "M4 5h7v14H4V5Zm9 0h7v14h-7V5Z",
  in: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5M8 11h6M11 8v6",
  out: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5M8 11h6",
  whole: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  eyes: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6Zm9 2.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  draw: "M5 19h4L19 9l-4-4L5 15v4Zm8-12 4 4",
  pen: "M5 19h4L19 9l-4-4L5 15v4Zm8-12 4 4",
  arrow: "M5 19 19 5M10 5h9v9",
  text: "M5 5h14M12 5v14M9 19h6",
  eraser: "M8 19h12M5 15l8-9 6 5-7 8H8l-3-4Z",
  undo: "M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3",
  done: "M5 12.500 10 17.500 19 7.500",
  show: "M12 4 3 9l9 5 9-5-9-5ZM3 14l9 5 9-5",
  aligned: "M8 9.500a2 2 0 1 0 0-.01M16 9.500a2 2 0 1 0 0-.01M4 15h16",
} as const;

export type GlyphName = keyof typeof PATHS;

/** An inline icon, always beside a text or in a button with a name. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
