/**
 * Returns what is wrong with the geometry of the screen, one line each. Evaluated in the page by geometry.py.
 * While a modal dialog is open, only the dialog counts: what lies under it cannot be used.
 */
({ width, height }) => {
  const LEAST = 44; // CSS pixels, for every target
  const SLACK = 1.5; // CSS pixels: borders, rounding, and the side bearings of letters
  const dialogs = [...document.querySelectorAll("dialog:modal")];
  const root = dialogs.at(-1) ?? document.body;
  const faults = [];

  const name = (element) => {
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
    return `${element.localName}.${String(element.getAttribute("class") ?? "").split(" ")[0]} “${words}”`;
  };
  const isHidden = (element) =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) || element.closest(".unseen, [inert], .skip") !== null;
  const clips = (style) => style.overflowX !== "visible" || style.overflowY !== "visible";

  /** The part of a rectangle that its scrolling or clipping ancestors let through; undefined if there is none. */
  const visiblePart = (rect, element) => {
    let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
    for (let each = element; each && each !== document.body && each !== document.documentElement; each = each.parentElement) {
      if (!clips(getComputedStyle(each))) continue;
      const box = each.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : undefined;
  };
  const scrollsSideways = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const { overflowX } = getComputedStyle(each);
      if ((overflowX === "auto" || overflowX === "scroll") && each.scrollWidth > each.clientWidth) return true;
    }
    return false;
  };
  /** What is painted above the page: the bars, the dialogs. Texts of different layers may cover each other. */
  const layerOf = (element) => {
    for (let each = element; each && each !== root; each = each.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) return each;
    }
    return root;
  };

  // 1. Nothing is wider than the screen.
  const scroller = root === document.body ? document.documentElement : root;
  if (scroller.scrollWidth > (root === document.body ? width : root.clientWidth) + 1) faults.push(`the screen is ${scroller.scrollWidth} px wide, not ${width}`);

  // 2. Texts: inside the screen, not cut off, not over each other.
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || node.data.trim() === "" || isHidden(parent) || parent.closest("script, style, option, svg") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const sideways = scrollsSideways(parent);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2) continue;
      const part = visiblePart(rect, parent);
      if (!sideways && (rect.left < -SLACK || rect.right > width + SLACK)) faults.push(`text leaves the screen: ${name(parent)} at ${Math.round(rect.left)}–${Math.round(rect.right)}`);
      else if (!sideways && part && part.right - part.left < rect.width - 2) faults.push(`text is cut off: ${name(parent)}`);
      if (part) texts.push({ ...part, parent, layer: layerOf(parent) });
    }
  }
  for (const [at, one] of texts.entries()) {
    for (const other of texts.slice(at + 1)) {
      if (one.parent === other.parent || one.layer !== other.layer) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const lower = Math.min(one.bottom - one.top, other.bottom - other.top);
      // The boxes of lines hold room above and below the letters, which may overlap.
      if (across > SLACK && down > lower * 0.3) faults.push(`texts overlap: ${name(one.parent)} and ${name(other.parent)}`);
    }
  }

  // 3. Targets: large enough, inside the screen, none over another.
  const targets = [];
  for (const each of root.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button], [role=slider], [role=tab]")) {
    const element = each.matches("input.unseen") ? each.closest("label") : each;
    if (!element || isHidden(element)) continue;
    const inText = element.matches("a") && [...(element.parentElement?.childNodes ?? [])].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    const rect = element.getBoundingClientRect();
    if (rect.width < 2 || rect.height < 2) continue;
    if (!inText && (rect.width < LEAST - 0.5 || rect.height < LEAST - 0.5)) faults.push(`target of ${Math.round(rect.width)} × ${Math.round(rect.height)} px: ${name(element)}`);
    if (!scrollsSideways(element) && (rect.left < -SLACK || rect.right > width + SLACK)) faults.push(`target leaves the screen: ${name(element)}`);
    const letsThrough = getComputedStyle(element).pointerEvents === "none"; // a finger means what is below
    const part = letsThrough ? undefined : visiblePart(rect, element);
    if (part) targets.push({ ...part, element, layer: layerOf(element) });
  }
  for (const [at, one] of targets.entries()) {
    for (const other of targets.slice(at + 1)) {
      if (one.layer !== other.layer || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 2) faults.push(`targets overlap: ${name(one.element)} and ${name(other.element)}`);
    }
  }

  // 4. The tab bar stands wholly on the screen.
  for (const tab of dialogs.length > 0 ? [] : document.querySelectorAll("nav.bar a")) {
    const { left, top, right, bottom } = tab.getBoundingClientRect();
    if (left < 0 || top < 0 || right > width || bottom > height) faults.push(`a tab leaves the screen: ${name(tab)}`);
  }

  // 5. At the usual size of text, a button has one line.
  const usual = parseFloat(getComputedStyle(document.documentElement).fontSize) < 20 && width >= 390;
  for (const button of usual ? root.querySelectorAll(".button") : []) {
    if (isHidden(button)) continue;
    const range = document.createRange();
    range.selectNodeContents(button);
    const size = parseFloat(getComputedStyle(button).fontSize);
    if (range.getBoundingClientRect().height > size * 2.2) faults.push(`a button of two lines: ${name(button)}`);
  }
  return [...new Set(faults)];
}
