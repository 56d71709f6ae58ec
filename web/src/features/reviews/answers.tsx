/** What people outside answered by a review link, told wherever one decides on what they saw. */
import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { ItemComment } from "../../api/types";
import { useWords } from "../../messages";
import { Tag } from "../../ui/Tag";

/** What one person said of one item last, in the version that they saw. */
export type Answer = { thing: string; version: string; who: string; wants: boolean };

/** Of each item each person's last answer; one that was seen to is open no more. */
function open(comments: readonly ItemComment[]): Answer[] {
  const last = new Map<string, ItemComment>();
  for (const one of comments) {
    if (one.outside && one.verdict) last.set(`${one.thing}\n${one.link}\n${one.who}`, one);
  }
  return [...last.values()]
    .filter((one) => !one.settled_at)
    .map(({ thing, version, who, verdict }) => ({
      thing,
      version,
      who,
      wants: verdict === "change",
    }));
}

export function useAnswers(campaign: string, enabled = true) {
  return useQuery({
    ...asking("/api/campaigns/{name}/comments", { path: { name: campaign } }),
    select: open,
    enabled,
  });
}

/** Answers to one item. A wish holds until it is seen to, an approval for the version it was of. */
export function Answers({ of, version }: { of: readonly Answer[]; version: string | undefined }) {
  const words = useWords().answers;
  const hold = of.filter((one) => one.wants || one.version === version);
  if (hold.length === 0) return null;
  return (
    <Group gap={6}>
      {hold.map(({ who, wants }) => (
        <Tag key={`${who} ${wants}`} tone={wants ? "wait" : "good"}>
          {wants ? words.wants(who) : words.approves(who)}
        </Tag>
      ))}
    </Group>
  );
}
