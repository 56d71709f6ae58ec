/** What stands of a film besides its listing: its pictures, and its timeline with captions. */

import { useQueries } from "@tanstack/react-query";
import { type Board, seconds } from "../boards/board";
import { itemQuery, type Known, known, useItem, useRows } from "../items/items";

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

/** Characters that the id of a storyboard always has of its item's name. */
const ALIKE = 40;

export type FilmBoard = { item: string; known: Known<Board> };

/** The storyboard that a film was cut from, by the id in it; of a translation its own. */
export function useBoard(campaign: string, id: string, language: string) {
  const rows = useRows(campaign, "storyboard");
  // An item is called after segment and concept, and so is the id, which ends otherwise if long.
  const begins = id.slice(0, ALIKE);
  const near = (rows.data ?? []).filter((row) => row.item.replaceAll("--", "-").startsWith(begins));
  return useQueries({
    queries: near.map(({ item }) => ({
      ...itemQuery(campaign, "storyboard", item),
      select: known<Board>,
    })),
    combine: (all) => ({
      error: rows.error ?? all.find((one) => one.error)?.error,
      pending: rows.isPending || all.some((one) => one.isPending),
      board: all
        .map(({ data }, n): FilmBoard | undefined => {
          const item = near[n]?.item;
          return data && item ? { item, known: data } : undefined;
        })
        .find((one) => one?.known.value.id === id && one.known.value.language === language),
    }),
  });
}

export function videoAddress(campaign: string, film: string, sha256: string): string {
  return `/api/campaigns/${campaign}/films/${encodeURIComponent(film)}/video?${sha256.slice(0, 12)}`;
}

/** film: a film or a storyboard, of which it is a take. */
export function stillAddress(campaign: string, film: string, picture: string, wide: number) {
  return `/api/campaigns/${campaign}/takes/${encodeURIComponent(film)}/stills/${picture}?wide=${wide}`;
}

/** "9:16" as CSS has it. */
export const shape = (format: string): string => format.replace(":", " / ");
