/** What happens in orders, as it happens; after a break the browser goes on where it was. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asking, freshen } from "../../api/client";
import type { Order } from "../../api/types";
import { chosen } from "../../messages";

/** What is told: "state" and "stopping" of the order, the others of its run. */
const KINDS = [
  "state",
  "stopping",
  "noticed",
  "begin",
  "part",
  "done",
  "broke",
  "busy",
  "note",
  "failed",
  "gate",
  "end",
];

export type Tiding = {
  number: number;
  campaign: string;
  order: string;
  kind: string;
  body: {
    state?: Order["state"];
    step?: string;
    stage?: string;
    item?: string;
    percent?: number;
    left?: number | null;
    text?: string;
    why?: string;
  };
};

type Hearer = (tiding: Tiding) => void;

const hearers = new Set<Hearer>();
let source: EventSource | null = null;

/** One stream for the whole page, for as long as anybody listens. */
function listen(hearer: Hearer): () => void {
  hearers.add(hearer);
  if (!source) {
    source = new EventSource(`/api/events?language=${chosen()}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        const told = JSON.parse((event as MessageEvent<string>).data) as Tiding;
        for (const each of hearers) each(told);
      });
    }
  }
  return () => {
    hearers.delete(hearer);
    if (hearers.size === 0) {
      source?.close();
      source = null;
    }
  };
}

/** Ask again for what a tiding makes old; name "": for any campaign. */
export function useTidings(name: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    let waits: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((told) => {
      if (name && told.campaign !== name) return;
      if (!["state", "stopping", "done", "failed", "broke", "gate", "end"].includes(told.kind))
        return;
      // Many items end within a second: they are asked for once.
      waits ??= setTimeout(
        () => {
          waits = undefined;
          void freshen(queries, told.campaign);
        },
        told.kind === "state" ? 50 : 1500,
      );
    });
    return () => {
      clearTimeout(waits);
      stop();
    };
  }, [name, queries]);
}

/** Hear what is told of an order; `heard` is called with each tiding. */
export function useHeard(order: string, heard: Hearer): void {
  const latest = useRef(heard);
  latest.current = heard;
  useEffect(
    () =>
      listen((told) => {
        if (told.order === order) latest.current(told);
      }),
    [order],
  );
}

export type Progress = { share: number; left: number | null; step: string; text: string };

/** How far an order is: what the service said of it, and what was heard since. */
export function useProgress(order: Order | undefined): Progress {
  const [heard, setHeard] = useState<{ order: string; progress: Partial<Progress> }>();
  const id = order?.id ?? "";
  useEffect(() => {
    if (!id) return;
    return listen(({ order: of, kind, body }) => {
      if (of !== id || kind === "state") return;
      const progress: Partial<Progress> = {};
      if (body.percent) progress.share = body.percent / 100;
      if (body.left !== undefined && body.percent) progress.left = body.left;
      if (body.step) progress.step = body.step;
      if (kind === "busy") progress.text = body.text ?? "";
      setHeard((before) => {
        const known = before?.order === id ? before.progress : {};
        // What was being done in the step before is not done any more.
        const next = progress.step && progress.step !== known.step ? { text: "" } : {};
        return { order: id, progress: { ...known, ...next, ...progress } };
      });
    });
  }, [id]);
  const said = {
    share: order?.share ?? 0,
    left: order?.left_s ?? null,
    step: order?.step ?? "",
    text: "",
  };
  return heard?.order === id ? { ...said, ...heard.progress } : said;
}

export const latestOrder = (campaign: string) =>
  asking("/api/orders", { query: { campaign, limit: 1 } });
