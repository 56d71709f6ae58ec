"""Rules that pages are held to in a real browser: reading, order, names, focus."""

import functools
import http.server
import threading
from contextlib import contextmanager


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served(folder):
    """A folder over HTTP on this machine; yields its address without a final slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


UNREADABLE = """(() => {
  const rgba = s => {
    const v = s.match(/[\\d.]+/g).map(Number);
    return v.length < 4 ? [...v, 1] : v;
  };
  const light = c => { const f = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92
      : ((v + .055) / 1.055) ** 2.4); return .2126 * f[0] + .7152 * f[1] + .0722 * f[2] };
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    const said = walk.currentNode.textContent.trim();
    if (!said || !at.checkVisibility() || at.closest('meter')) continue;
    let ground = [255, 255, 255, 0];
    for (let e = at; e && ground[3] < 1; e = e.parentElement)
      ground = rgba(getComputedStyle(e).backgroundColor);
    if (ground[3] < 1) ground = [255, 255, 255, 1];
    const style = getComputedStyle(at), px = parseFloat(style.fontSize);
    const large = px >= 24 || (px >= 18.66 && style.fontWeight >= 700);
    const [a, b] = [light(rgba(style.color)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${said.slice(0, 40)}`);
  }
  return found;
})()"""
"""Text whose contrast with what is behind it is under 4.5:1 (3:1 when large)."""

DISORDERLY = """(() => {
  const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]);
  const jumps = levels.filter((l, i) => l > (i ? levels[i - 1] : 0) + 1);
  return levels.filter(l => l == 1).length == 1 ? jumps : ['not one h1', ...jumps];
})()"""
"""Headings that skip a level; a page has one h1, first."""

NAMELESS = """[...document.querySelectorAll('a, button, summary, video, iframe')]
  .filter(e => !(e.getAttribute('aria-label') || e.title || e.textContent.trim()))
  .concat([...document.images].filter(i => !i.hasAttribute('alt')))
  .map(e => e.outerHTML.slice(0, 80))"""
"""Things a screen reader could not name."""

FOCUSED = """(() => { const e = document.activeElement, s = getComputedStyle(e);
  return [e.tagName, s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2] })()"""
"""What has the focus, and whether one sees it."""

MOVES = """[...document.querySelectorAll('*')].some(e => {
  const s = getComputedStyle(e);
  return parseFloat(s.transitionDuration) > 0 || (s.animationName || 'none') != 'none'
}) || getComputedStyle(document.documentElement).scrollBehavior == 'smooth'"""
"""Whether anything on the page moves by itself or on being touched."""

PLAYED = """(async () => {
  const states = [];
  for (const v of document.querySelectorAll('video')) {
    v.muted = true;
    await v.play();
    states.push([v.readyState, v.videoWidth > 0, v.controls]);
    v.pause();
  }
  return states;
})()"""
"""Plays every film; [readyState, has pictures, has controls] of each."""
