/** Where in a picture somebody points: x and y from its upper left corner, in shares of it. */
import type { MouseEvent } from "react";

const round = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;

/** The place that was clicked in a box; by keyboard, which points nowhere, its middle. */
export function placeIn(event: MouseEvent<HTMLElement>, box: DOMRect): [number, number] {
  if (event.detail === 0) return [0.5, 0.5];
  return [
    round((event.clientX - box.left) / box.width),
    round((event.clientY - box.top) / box.height),
  ];
}

/** Puts a mark at a place of the picture that it lies over. */
export function at(place: [number, number] | null) {
  return (pin: HTMLElement | null) => {
    if (!pin || !place) return;
    pin.style.left = `${place[0] * 100}%`;
    pin.style.top = `${place[1] * 100}%`;
  };
}
