/** Who is signed in. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, Problem, prove, told } from "../../api/client";
import type { Duty, Whoever } from "../../api/types";

export const sessionQuery = {
  queryKey: ["session"],
  queryFn: async (): Promise<Whoever | null> => {
    try {
      const who = await told(client.GET("/api/session"));
      prove(who.proof ?? "");
      return who;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) return null;
      throw problem;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
};

export const foundedQuery = asking("/api/founding");

export function useMe(): Whoever {
  const { data } = useQuery(sessionQuery);
  return data ?? { name: "", duties: [], proof: "" };
}

export function useMay(duty: Duty): boolean {
  return useMe().duties.includes(duty);
}

/** Takes what signing in answered, and forgets what another person saw. */
export function useEnter(): (who: Whoever) => void {
  const queries = useQueryClient();
  return (who) => {
    queries.clear();
    prove(who.proof ?? "");
    queries.setQueryData(sessionQuery.queryKey, who);
  };
}

export function useLeave(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await told(client.DELETE("/api/session"));
    prove("");
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
  };
}
