/** The icons by name, each as one SVG path on a 24 px grid. */
export const ICONS = {
  today: "M3 18h18M6 18a6 6 0 0 1 12 0M12 5v3M4.6 8.6l2 2M19.4 8.6l-2 2",
  ask: "M12 20a8 8 0 1 0-7-4.1L4 20l4.1-1A8 8 0 0 0 12 20ZM9.8 9.6a2.3 2.3 0 1 1 3.2 2.1c-.7.3-1 .8-1 1.5M12 16h.01",
  "check-in": "M12 5v14M5 12h14",
  diary: "M6 4h10a2 2 0 0 1 2 2v14H8a2 2 0 0 1-2-2V4Zm0 14a2 2 0 0 1 2-2h10M10 8h4",
  timeline: "M6 4v16M6 7h.01M6 12h.01M6 17h.01M10 7h9M10 12h6M10 17h8",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4",
  share: "M12 15V4M8 7.5 12 4l4 3.5M5 12v6a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-6",
  camera: "M4 8h3l1.5-2.5h7L17 8h3v11H4V8Zm8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  photo: "M4 5h16v14H4V5Zm0 11 4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 9h.01",
  file: "M7 3h7l4 4v14H7V3Zm7 0v4h4",
  phone: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3 15h2",
  cloud: "M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9.5a4.3 4.3 0 0 1 0 8.5H7Zm2.5-4 2 2 3.5-3.5",
  sending: "M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5",
  attention: "M12 8v5M12 16.5h.01M12 3.5 21 19.5H3L12 3.5Z",
  info: "M12 11v5M12 8h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  yes: "M5 12.5 10 17.5 19 7.5",
  no: "M6 6l12 12M18 6 6 18",
  wait: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  only: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 12h7",
  unsaid: "M5 12h.01M12 12h.01M19 12h.01",
  do: "M5 12.5 10 17.5 19 7.5",
  leave: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM6 6l12 12",
  expect: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6Zm9 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  call: "M6 4h3l1.5 4.5L8.5 10a11 11 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16Zm4 4.5h4",
  key: "M14.5 13.5a4.5 4.5 0 1 0-4-4L4 16v4h4v-2h2v-2h2l2.5-2.5ZM16 8h.01",
  face: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 10h.01M15 10h.01M9 15c1.8 1.4 4.2 1.4 6 0",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8a6 6 0 0 1 12 0M16 4.3a3.5 3.5 0 0 1 0 6.4M17.5 14a6 6 0 0 1 3.5 5",
  calendar: "M5 6h14v14H5V6Zm0 4h14M9 3.5V7M15 3.5V7",
  note: "M5 4h14v11l-5 5H5V4Zm14 11h-5v5M9 9h6M9 13h3",
  reply: "M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  out: "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h9",
  language: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 12h17M12 3c2.5 2.5 3.7 5.5 3.7 9S14.5 18.5 12 21c-2.5-2.5-3.7-5.5-3.7-9S9.5 5.5 12 3Z",
  install: "M12 4v11M8 11.500l4 3.5 4-3.500M5 16v2a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2",
  play: "M8 5v14l11-7L8 5Z",
  pause: "M9 5v14M15 5v14",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5",
  back: "M14.5 5 8 12l6.5 7",
  next: "M9.5 5 16 12l-6.5 7",
  down: "M5 9.5 12 16l7-6.5",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  edit: "M5 19h4L19 9l-4-4L5 15v4Zm8-12 4 4",
  remove: "M5 7h14M9 7V4.500h6V7M7 7l1 13h8l1-13M10 11v5M14 11v5",
  sheet: "M7 3h7l4 4v14H7V3Zm7 0v4h4M10 12h5M10 16h5",
  queue: "M4 6h10M4 12h10M4 18h7M17.5 7.500l1.5 1.5 2.5-3M17.5 14.5 19 16l2.5-3",
  compare: "M12 3v18M4 6h5v12H4M20 6h-5v12h5",
  qr: "M4 4h6v6H4V4Zm10 0h6v6h-6V4ZM4 14h6v6H4v-6Zm10 0h2v2h-2v-2Zm4 0h2M14 20h2M18 18h2v2",
  sun: "M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof ICONS;

/** An inline icon. Decorative unless it has a `label`. */
export function Icon({ name, label, small }: { name: IconName; label?: string; small?: boolean }) {
  const aria = label === undefined ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": label };
  return (
    <svg class={small ? "icon icon--s" : "icon"} viewBox="0 0 24 24" {...aria}>
      <path d={ICONS[name]} />
    </svg>
  );
}
