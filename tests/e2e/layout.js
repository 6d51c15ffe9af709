// What is wrong with the layout of the page as it stands: one line per fault. Run as the body of a
// function by `layout.rs`.
"use strict";
const faults = [];
const root = document.documentElement;
const SLACK = 1.5;
const TARGET = 44;
const TARGET_IN_TEXT = 24;

function name(element) {
  const id = element.id ? "#" + element.id : "";
  const kind = typeof element.className === "string" && element.className
    ? "." + element.className.trim().replace(/\s+/g, ".") : "";
  const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 20);
  return element.localName + id + kind + " “" + text + "”";
}

function fault(what, element, more) {
  faults.push(what + ": " + name(element) + (more ? " (" + more + ")" : ""));
}

function round(box) {
  return [box.left, box.top, box.right, box.bottom].map(Math.round).join(",");
}

// For the eyes: not what only a screen reader finds, nor what is folded away.
function seen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) {
    return false;
  }
  for (let at = element; at; at = at.parentElement) {
    if (getComputedStyle(at).clipPath !== "none") { return false; }
  }
  return true;
}

function shown(element) {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && seen(element);
}

// Inside a part that scrolls by itself.
function scrolls(element) {
  for (let at = element; at && at !== root && at !== document.body; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) { return true; }
  }
  return false;
}

const dialog = document.querySelector("dialog[open]");
const all = Array.from((dialog ?? document.body).querySelectorAll("*")).filter(shown);
const width = root.clientWidth;

// The page itself never scrolls sideways, and nothing hides what does not fit.
if (root.scrollWidth > width) {
  const wide = all.filter((element) => element.getBoundingClientRect().right > width + SLACK
    && !scrolls(element)).map(name).slice(-2);
  faults.push("the page is " + root.scrollWidth + " px wide on a screen of " + width + ": " + wide);
}
for (const element of all) {
  const style = getComputedStyle(element);
  const hides = (value) => value === "hidden" || value === "clip";
  const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + SLACK;
  const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + SLACK;
  // A field for one line scrolls by itself as one writes.
  const own = /^(progress|input)$/.test(element.localName);
  if ((wide || high) && !own && !(element instanceof SVGElement)) {
    fault("something is cut off", element);
  }
}

// Every piece of text: inside the screen, inside its own box, over no other text.
const texts = [];
const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const parent = node.parentElement;
  if (!node.data.trim() || !seen(parent) || parent.closest("script, style, option")) { continue; }
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 1);
  if (boxes.length === 0) { continue; }
  const inside = scrolls(parent);
  const frame = parent.closest("button, .button, .option__face, summary, .note, dialog, td, th");
  const around = frame && frame.getBoundingClientRect();
  const svg = parent instanceof SVGElement;
  // In a table a figure stands on one line, and a name is no column of single characters.
  const words = node.data.trim();
  const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
  // Where letters are twice as large or the screen is smaller than any phone's, a break is better
  // than a page that has to be moved sideways.
  const usual = width >= 360 && parseFloat(getComputedStyle(document.body).fontSize) < 24;
  if (usual && parent.closest("table") && lines > 1 && (/^[\d.,%]+$/.test(words)
    || words.length > 2 && words.length * 3 <= lines * 4)) {
    fault("squeezed", parent, words + " on " + lines + " lines");
  }
  for (const box of boxes) {
    if (!inside && (box.left < -SLACK || box.right > width + SLACK)) {
      fault("text leaves the screen", parent, round(box));
    }
    // A dialog that is higher than the screen scrolls.
    const high = frame instanceof HTMLDialogElement && frame.scrollHeight > frame.clientHeight;
    const leaves = around && !svg && (box.left < around.left - SLACK
      || box.right > around.right + SLACK || !high && (box.top < around.top - 4
      || box.bottom > around.bottom + 4));
    if (leaves) { fault("text leaves its box", parent, round(box) + " in " + round(around)); }
    if (inside) { continue; }
    // The line's own room above and below the letters may touch the next line.
    const trim = 0.22 * box.height;
    texts.push({ parent, box, top: box.top + trim, bottom: box.bottom - trim,
      bar: parent.closest(".steps") !== null });
  }
}
texts.sort((one, other) => one.top - other.top);
for (let i = 0; i < texts.length; i += 1) {
  for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom; j += 1) {
    const [one, other] = [texts[i], texts[j]];
    const over = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const deep = Math.min(one.bottom, other.bottom) - other.top;
    if (one.parent !== other.parent && one.bar === other.bar && over > 2 && deep > 2) {
      fault("text over text", one.parent, name(other.parent) + " by " + Math.round(over) + " × "
        + Math.round(deep));
    }
  }
}

// Whatever can be tapped is large enough and on the screen.
const TAPPED = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]";
const tapped = all.filter((element) => element.matches(TAPPED) || (element.matches("input")
  && element.labels.length > 0));
for (const element of tapped) {
  const label = element.matches("input[type=radio], input[type=checkbox], input[type=file]")
    ? element.closest("label") ?? element.labels?.[0] : null;
  const box = (label ?? element).getBoundingClientRect();
  const style = getComputedStyle(element);
  const inText = element.localName === "a" && style.display === "inline";
  const line = parseFloat(style.lineHeight) || 0;
  const high = inText ? Math.max(box.height, line) : box.height;
  const least = inText ? TARGET_IN_TEXT : TARGET;
  if (high < least - 0.5 || box.width < least - 0.5) {
    fault("too small to tap", element, Math.round(box.width) + " × " + Math.round(high));
  }
  if (!scrolls(element) && (box.left < -SLACK || box.right > width + SLACK)) {
    fault("a target leaves the screen", element, round(box));
  }
}

// What has the focus is never under the bar.
const bar = document.querySelector(".steps");
const before = [document.activeElement, scrollX, scrollY];
if (!dialog && bar && getComputedStyle(bar).position === "sticky") {
  for (const element of tapped) {
    if (bar.contains(element) || element.disabled || element.tabIndex < 0) { continue; }
    // From where the bar is likeliest to lie over it.
    const low = (element.closest("label") ?? element).getBoundingClientRect().bottom;
    scrollBy({ top: low - innerHeight, behavior: "instant" });
    element.focus();
    const box = (element.closest("label") ?? element).getBoundingClientRect();
    const edge = bar.getBoundingClientRect().top;
    // Firefox leaves what is in sight in part where it is; that much must be in sight at least.
    const inSight = Math.min(box.bottom, edge) - Math.max(box.top, 0);
    if (document.activeElement === element && inSight < Math.min(box.height, edge, TARGET_IN_TEXT)) {
      fault("the bar covers the focus", element, round(box) + " against " + Math.round(edge));
    }
  }
  before[0]?.focus?.({ preventScroll: true });
  scrollTo({ left: before[1], top: before[2], behavior: "instant" });
}

// With motion switched off nothing moves.
if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  const longest = (times) => Math.max(...times.split(",").map((time) => time.trim().endsWith("ms")
    ? parseFloat(time) / 1000 : parseFloat(time)));
  for (const element of all) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const moves = longest(style.transitionDuration) > 0.01
        || style.animationName !== "none" && longest(style.animationDuration) > 0.01;
      if (moves) { fault("moves although motion is off", element, part ?? ""); }
    }
  }
  if (document.getAnimations().some((motion) => motion.effect?.getTiming().duration > 10)) {
    faults.push("an animation runs although motion is off");
  }
}

// What is picked differs from what is not by more than its colour.
const PICKED = ":checked + .option__face, [aria-pressed=true]";
const SHAPE = ["content", "width", "height", "borderTopWidth", "borderTopStyle", "borderRightWidth",
  "borderRightStyle", "borderRadius", "transform", "fontWeight", "textDecorationLine"];
const shape = (element) => [null, "::before", "::after"].map((part) => {
  const style = getComputedStyle(element, part);
  // Its own width follows from its words.
  return SHAPE.map((key) => part === null && /^(width|height)$/.test(key) ? "" : style[key]).join();
}).join(" | ") + " | " + element.children.length;
const first = (element) => element.classList[0] ?? element.localName;
for (const picked of all.filter((element) => element.matches(PICKED))) {
  const others = all.filter((element) => first(element) === first(picked)
    && element.localName === picked.localName && !element.matches(PICKED)
    && (element.matches(".option__face") || element.hasAttribute("aria-pressed")));
  if (others.some((other) => shape(other) === shape(picked))) {
    fault("picked differs by colour alone", picked);
  }
  if (matchMedia("(forced-colors: active)").matches) {
    const style = getComputedStyle(picked);
    if (style.color === style.backgroundColor) { fault("picked cannot be read", picked); }
  }
}
return Array.from(new Set(faults)).slice(0, 8);
