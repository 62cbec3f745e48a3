const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Mac OS X/, "Mac"],
  [/Windows/, "Windows"],
  [/CrOS/, "Chromebook"],
  [/Linux/, "Linux"],
];
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\w*\//, "Edge"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/FxiOS\/|Firefox\//, "Firefox"],
  [/CriOS\/|Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** The label by which a person recognises a device in the list: "iPhone · Safari". Derived from the user agent. */
export function deviceLabel(agent: string): string {
  const names = [SYSTEMS, BROWSERS].map((list) => list.find(([pattern]) => pattern.test(agent))?.[1]);
  return names.filter((name) => name !== undefined).join(" · ");
}
