/** Items of a campaign: their values as they stand, and what may be done with them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";
import type { ItemVersion, Row, Waiting } from "../../api/types";
import { useMay, useMe } from "../session/session";

/** An item as the service knows it, with its value read. */
export type Known<T> = { name: string; version: string; edited: boolean; madeAt: string; value: T };

export function known<T>(item: ItemVersion): Known<T> {
  const { name, version, edited, made_at: madeAt } = item;
  return { name, version, edited, madeAt, value: JSON.parse(item.text) as T };
}

/** "segment/carers" in two parts. */
export function parts(name: string): { stage: string; item: string } {
  const [stage = "", item = stage] = name.split("/");
  return { stage, item };
}

export function itemQuery(campaign: string, stage: string, item: string) {
  return asking("/api/campaigns/{name}/items/{stage}/{item}", {
    path: { name: campaign, stage, item },
  });
}

export function useItem<T>(campaign: string, stage: string, item: string, enabled = true) {
  return useQuery({ ...itemQuery(campaign, stage, item), enabled, select: known<T> });
}

export function useRows(campaign: string, stage: string) {
  const path = { path: { name: campaign } };
  const select = (rows: readonly Row[]) => rows.filter((row) => row.stage === stage);
  return useQuery({ ...asking("/api/campaigns/{name}/status", path), select });
}

/** Whether it is not known yet what there is: none that were there before are no none. */
export function unread(rows: {
  isPending: boolean;
  isFetching: boolean;
  data?: readonly Row[] | undefined;
}): boolean {
  return rows.isPending || (rows.isFetching && rows.data?.length === 0);
}

/** Of what waits, what whoever is here can decide: a second person has to, where they were the first. */
export function useMine(waits: readonly Waiting[]): Waiting[] {
  const approver = useMay("approver");
  const me = useMe().name.toLowerCase();
  return waits.filter(({ first }) => approver && (!first || first.toLowerCase() !== me));
}

type Decision = {
  verdict: "approve" | "reject";
  names: string[];
  seen: Record<string, string>;
  note: string;
  against?: string;
};

/** Decide on items, in the versions that were looked at. */
export function useDecide(campaign: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) =>
      told(
        client.POST("/api/campaigns/{name}/decisions", {
          params: { path: { name: campaign } },
          body: { everything: false, against: "", ...decision },
        }),
      ),
    onSettled: () => freshen(queries, campaign),
  });
}
