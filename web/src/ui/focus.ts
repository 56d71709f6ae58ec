/** Gives the focus back where the page took it away: what had it is gone, or was shut for a while. */

const REACHED =
  ":is(a[href], button, input, select, textarea, summary, [tabindex='0']):not(:disabled)";

/** Where an element stands: its ancestors, nearest first, and which child of each leads to it. */
type Place = { of: Element; at: number }[];

function placeOf(element: Element): Place {
  const place: Place = [];
  for (let child = element; child.parentElement; child = child.parentElement) {
    place.push({ of: child.parentElement, at: [...child.parentElement.children].indexOf(child) });
  }
  return place;
}

/** What stands there now, else beside it; of a page that was left, its content as a whole. */
function nearest(place: Place): HTMLElement | null {
  for (const { of, at } of place) {
    if (!of.isConnected) continue;
    if (of.matches("main, body")) break;
    const instead = of.children[Math.min(at, of.children.length - 1)];
    const found = instead?.matches(REACHED) ? instead : instead?.querySelector(REACHED);
    const near = found ?? of.querySelector(REACHED);
    if (near instanceof HTMLElement && near.checkVisibility()) return near;
  }
  return document.querySelector<HTMLElement>("main[tabindex]");
}

/** Watch over the focus for as long as the page stands. */
export function keepFocus(): void {
  let last: HTMLElement | undefined;
  let place: Place = [];
  let waits = 0;
  document.addEventListener("focusin", ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
    place = last ? placeOf(last) : [];
  });
  // Who clicks beside what has the focus wants it there no longer.
  document.addEventListener("pointerdown", ({ target }) => {
    if (!last?.contains(target as Node)) last = undefined;
  });
  const mend = () => {
    if (!last || document.activeElement !== document.body || !document.hasFocus()) return;
    const shut = last.isConnected && last.matches(":disabled");
    // What is asked for at this moment opens again; then it has the focus as before.
    if (shut && last.dataset.loading) return;
    const to = last.isConnected && !shut ? last : nearest(place);
    to?.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(() => {
    if (!last || document.activeElement !== document.body) return;
    // A dialog that closes gives the focus back itself, a moment later.
    clearTimeout(waits);
    waits = window.setTimeout(mend, 120);
  });
  watch.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled", "data-loading"],
  });
}
