/** How a campaign stands, in a few words. */
import { Group, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import { useWords } from "../../messages";
import { Tag } from "../../ui/Tag";

export function StateTags({ name }: { name: string }) {
  const words = useWords().state;
  const status = useQuery(asking("/api/campaigns/{name}/status", { path: { name } }));
  const orders = useQuery(asking("/api/orders", { query: { campaign: name, limit: 1 } }));
  if (status.isPending || orders.isPending)
    return <Skeleton height={24} width={140} mt={6} radius="xl" />;
  const rows = status.data ?? [];
  const latest = orders.data?.[0];
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const films = rows.filter((row) => row.stage === "film" && row.state !== "failed").length;
  return (
    <Group gap={6} mt={6}>
      {latest?.state === "running" && <Tag tone="wait">{words.making}</Tag>}
      {latest?.state === "queued" && <Tag>{words.queued}</Tag>}
      {latest && ["failed", "dead"].includes(latest.state) && <Tag tone="bad">{words.failed}</Tag>}
      {count("waiting") > 0 && <Tag tone="wait">{words.waiting(count("waiting"))}</Tag>}
      {films > 0 && <Tag tone="good">{words.films(films)}</Tag>}
      {rows.length === 0 && !latest && <Tag>{words.fresh}</Tag>}
    </Group>
  );
}
