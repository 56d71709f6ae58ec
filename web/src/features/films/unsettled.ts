/** Scenes that wait for a person: the judge could not decide on them, or somebody sent them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";
import type { Film, LookAct, Unsettled } from "../../api/types";

export function useUnsettled(campaign: string) {
  return useQuery(asking("/api/campaigns/{name}/unsettled", { path: { name: campaign } }));
}

/** Whether a scene that waits is one of this film, as it is formatted and spoken. */
export function concerns(one: Unsettled, film: Film): boolean {
  return one.takes.some((t) => t.storyboard === film.storyboard && t.format === film.format);
}

type Look = { film: string; scene: string; act: LookAct; note: string };

/** Send a scene to a person, or let what stands of it pass. */
export function useLook(campaign: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Look) =>
      told(
        client.POST("/api/campaigns/{name}/unsettled", {
          params: { path: { name: campaign } },
          body,
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
}
