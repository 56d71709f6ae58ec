/** Edits of an item: kept only while the version that was edited still stands, and undone. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";

export function useEdit<T>(campaign: string, stage: string, item: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ value, version }: { value: T; version: string }) =>
      told(
        client.PUT("/api/campaigns/{name}/items/{stage}/{item}", {
          params: { path: { name: campaign, stage, item } },
          body: { text: JSON.stringify(value), version },
        }),
      ),
    onSettled: () => freshen(queries, campaign),
  });
}

export function useUndo(campaign: string, stage: string, item: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      told(
        client.POST("/api/campaigns/{name}/items/{stage}/{item}/undo", {
          params: { path: { name: campaign, stage, item } },
        }),
      ),
    onSettled: () => freshen(queries, campaign),
  });
}

/** What an item would become by a wish in words; nothing is kept. */
export function useWish(campaign: string, stage: string, item: string) {
  return useMutation({
    mutationFn: (wish: string) =>
      told(
        client.POST("/api/campaigns/{name}/items/{stage}/{item}/wish", {
          params: { path: { name: campaign, stage, item } },
          body: { wish },
        }),
      ),
  });
}

export function useVersions(campaign: string, stage: string, item: string, enabled: boolean) {
  const path = { name: campaign, stage, item };
  return useQuery({
    ...asking("/api/campaigns/{name}/items/{stage}/{item}/versions", { path }),
    enabled,
  });
}
