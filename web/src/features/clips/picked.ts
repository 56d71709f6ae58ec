/** Clips that were picked to be compared or joined: they stay so while one looks at a clip. */
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Clip } from "../../api/types";

const KEY = ["picked clips"];

export function usePicked() {
  const queries = useQueryClient();
  const { data: picked = [] } = useQuery<Clip[]>({
    queryKey: KEY,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [picked, (clips: Clip[]) => queries.setQueryData(KEY, clips)] as const;
}
