/** Says on the document from which side the next screen comes; motion.css lets it enter from there. Loaded after the first screen. */
import { effect } from "@preact/signals";
import { path } from "./router";
import "./motion.css";

/** The tabs of the menu, from left to right. */
const TABS = ["/", "/ask", "/check-in", "/diary", "/timeline"];

export type Way = "forward" | "back" | "across";

/** A tab comes from its side of the menu, and a page below another one from the right. What is neither only fades in. */
export function wayBetween(from: string, to: string): Way {
  const [fromTab, toTab] = [TABS.indexOf(from), TABS.indexOf(to)];
  const by = fromTab >= 0 && toTab >= 0 ? toTab - fromTab : depthOf(to) - depthOf(from);
  if (by === 0) return "across";
  return by > 0 ? "forward" : "back";
}

function depthOf(address: string): number {
  return address.split("/").filter(Boolean).length;
}

/** Follow the address from now on. The screen that is there does not move. */
export function followWay(): () => void {
  let from = path.peek();
  return effect(() => {
    const to = path.value;
    if (to !== from) document.documentElement.dataset["way"] = wayBetween(from, to);
    from = to;
  });
}
