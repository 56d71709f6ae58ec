/** Approve all that waits at a gate, in the versions that are shown. */
import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asking } from "../../api/client";
import type { Row, Waiting } from "../../api/types";
import { useWords } from "../../messages";
import { Confirm } from "../../ui/Confirm";
import { Trouble } from "../../ui/Trouble";
import { useAnswers } from "../reviews/answers";
import { useMay } from "../session/session";
import styles from "./Items.module.css";
import { parts, useDecide } from "./items";

/** title: how an item is called where it is said that somebody outside wants it changed. */
type Props = {
  campaign: string;
  gate: Waiting["gate"];
  rows: readonly Row[];
  title?: (item: string) => ReactNode;
};

/** Gates whose items people outside are shown. */
const SHOWN: readonly Waiting["gate"][] = ["storyboards", "final"];

export function ApproveAll({ campaign, gate, rows, title = (item) => item }: Props) {
  const words = useWords();
  const approver = useMay("approver");
  const decide = useDecide(campaign);
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", { path: { name: campaign } }),
    enabled: rows.length > 0,
  });
  const said = useAnswers(campaign, rows.length > 0 && SHOWN.includes(gate));
  const [asked, setAsked] = useState(false);
  const open = (gates.data ?? []).filter((one) => one.gate === gate);
  // Nobody approves what is not on the page yet.
  const shown = new Set(rows.map((row) => row.name));
  if (open.length === 0 || said.isLoading || open.some((one) => !shown.has(one.name))) return null;
  // Nor past a wish that could not be read.
  const unheard = said.isError && !said.data;
  const wishes = (said.data ?? []).filter(
    ({ thing, wants }) => wants && open.some((one) => one.name === thing),
  );
  const others = open.filter((one) => !wishes.some(({ thing }) => thing === one.name));
  const approve = (which: readonly Waiting[]) =>
    decide.mutate(
      {
        verdict: "approve",
        names: which.map((one) => one.name),
        seen: Object.fromEntries(which.map((one) => [one.name, one.version])),
        note: "",
      },
      { onSuccess: () => setAsked(false) },
    );
  const wished = wishes.length > 0 && (
    <ul className={styles.wishes} aria-label={words.answers.changes}>
      {wishes.map(({ thing, who }) => (
        <li key={`${thing} ${who}`}>
          {title(parts(thing).item)}: {words.answers.wants(who)}
        </li>
      ))}
    </ul>
  );
  const firsts = [...new Set(open.map((one) => one.first).filter(Boolean))];
  return (
    <div className={styles.gate}>
      <span>{words.decide.waits(open.length)}</span>
      {firsts.length > 0 && <span>{words.decide.first(firsts.join(", "))}</span>}
      {approver ? (
        <Group gap="xs">
          {others.length > 0 && (
            <Button
              size="xs"
              loading={decide.isPending}
              disabled={unheard}
              onClick={() => approve(others)}
            >
              {wished ? words.answers.others(others.length) : words.decide.all(open.length)}
            </Button>
          )}
          {wished && (
            <Button
              size="xs"
              variant="default"
              disabled={decide.isPending}
              onClick={() => setAsked(true)}
            >
              {words.answers.despite(open.length)}
            </Button>
          )}
        </Group>
      ) : (
        <span>{words.decide.others}</span>
      )}
      {wished}
      <Trouble error={said.error} again={() => said.refetch()} />
      <Trouble error={decide.error} />
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.answers.sure}
        act={words.decide.all(open.length)}
        busy={decide.isPending}
        onConfirm={() => approve(open)}
      >
        {wished}
        <Trouble error={decide.error} />
      </Confirm>
    </div>
  );
}
