/** A storyboard as the service keeps it, and what is asked for with it. */
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Reference } from "../../api/types";
import { chosen, type useWords } from "../../messages";
import { useItem } from "../items/items";

export type Look = keyof ReturnType<typeof useWords>["boards"]["looks"];

export type Scene = {
  id: string;
  beat: string;
  description: string;
  camera: string;
  narration: string;
  seconds: string | number;
  look?: Look;
  text: { kind: string; head: string; body: string; note: string };
};

export type Board = {
  id: string;
  segment: string;
  title: string;
  language: string;
  seconds: string | number;
  scenes: Scene[];
  match: { score: number; rationale: string };
  pace: string;
  mood: string;
  call: string;
};

/** "19/5" or "3.8" as a number. */
export function seconds(value: string | number): number {
  const [over, under] = String(value).split("/");
  return Number(over) / Number(under ?? 1);
}

/** The second at which a scene begins, by its place from 0. */
export function begin(board: Board, n: number): number {
  const before = board.scenes.slice(0, n).reduce((sum, one) => sum + seconds(one.seconds), 0);
  return Math.round(before * 1000) / 1000;
}

/** For whom a storyboard is, and in which language: titles are alike in several. */
export function useWhose(campaign: string, board: Board | undefined): string[] {
  const segment = board?.segment ?? "";
  const found = useItem<{ name: string }>(campaign, "segment", segment, segment !== "");
  if (!board) return [];
  const names = new Intl.DisplayNames(chosen(), { type: "language" });
  return [found.data?.value.name ?? segment, names.of(board.language) ?? board.language];
}

/** A scene's number, as people count: its place among those that there are; "" where it went. */
export function numberOf(scene: string, scenes: readonly { id: string }[]): string {
  const at = scenes.findIndex(({ id }) => id === scene);
  return at < 0 ? "" : String(at + 1);
}

/** The picture that each scene shows, by scene; `likely` before they were chosen. */
export function useScenePictures(campaign: string, board: string) {
  const query = asking("/api/campaigns/{name}/references/{film}", {
    path: { name: campaign, film: board },
  });
  return useQuery({
    ...query,
    staleTime: 60_000,
    select: (found) => ({
      film: found.film,
      likely: found.likely,
      decided: found.decided,
      by: new Map((found.references as Reference[]).map((one) => [one.scene, one])),
    }),
  });
}
