/** What stands of a film besides its listing: its pictures, and its timeline with captions. */

import { seconds } from "../boards/board";
import { useItem } from "../items/items";

type Asset = { sha256: string };
export type FilmValue = { poster: Asset | null; stills: Asset[] };

type TimelineValue = {
  title: string;
  format: { width: number; height: number; rate: number };
  frames: number;
  clips: { scene: string; start: number; frames: number }[];
  captions: { start: string; end: string; lines: string[] }[];
};

export type FilmLine = {
  length: number;
  width: number;
  height: number;
  scenes: { id: string; start: number; length: number }[];
  captions: { start: number; end: number; text: string }[];
};

function lineOf(value: TimelineValue): FilmLine {
  const { rate, width, height } = value.format;
  return {
    width,
    height,
    length: value.frames / rate,
    scenes: value.clips.map((clip) => ({
      id: clip.scene,
      start: clip.start / rate,
      length: clip.frames / rate,
    })),
    captions: value.captions.map((one) => ({
      start: seconds(one.start),
      end: seconds(one.end),
      text: one.lines.join(" "),
    })),
  };
}

export function useFilm(campaign: string, film: string) {
  return useItem<FilmValue>(campaign, "film", film);
}

export function useLine(campaign: string, film: string): FilmLine | undefined {
  const found = useItem<TimelineValue>(campaign, "timeline", film);
  return found.data && lineOf(found.data.value);
}

export function videoAddress(campaign: string, film: string, sha256: string): string {
  return `/api/campaigns/${campaign}/films/${encodeURIComponent(film)}/video?${sha256.slice(0, 12)}`;
}

/** "9:16" as CSS has it. */
export const shape = (format: string): string => format.replace(":", " / ");
