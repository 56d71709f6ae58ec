/** Approve an item or reject it, where one may; and how it stands. */
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asking } from "../../api/client";
import type { Row } from "../../api/types";
import { useWords } from "../../messages";
import { CheckMark, CrossMark } from "../../ui/marks";
import { Tag, type Tone } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { useMay, useMe } from "../session/session";
import { useDecide } from "./items";

const TONES: Record<string, Tone> = {
  approved: "good",
  done: "good",
  waiting: "wait",
  stale: "wait",
  person: "wait",
  rejected: "bad",
  failed: "bad",
};

export function StateTag({ state }: { state: string }) {
  const words = useWords().states as Record<string, string>;
  return <Tag tone={TONES[state] ?? "plain"}>{words[state] ?? state}</Tag>;
}

type Props = {
  campaign: string;
  row: Row;
  version: string | undefined;
  failedChecks?: boolean;
  title: string;
};

const OPEN = ["waiting", "undecided", "approved", "rejected"];

export function Decide({ campaign, row, version, failedChecks, title }: Props) {
  const words = useWords().decide;
  const approver = useMay("approver");
  const decide = useDecide(campaign);
  const [verdict, setVerdict] = useState<"approve" | "reject">();
  const [note, setNote] = useState("");
  const me = useMe();
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", { path: { name: campaign } }),
    enabled: row.state === "waiting",
  });
  const first = gates.data?.find((one) => one.name === row.name)?.first ?? "";
  const halfway = row.state === "waiting" && first && (
    <p className="quiet" style={{ margin: 0 }}>
      {words.first(first)}
    </p>
  );
  if (!approver || !version || !OPEN.includes(row.state)) {
    return (
      <>
        {halfway}
        <Trouble error={decide.error} />
      </>
    );
  }
  const mine = Boolean(halfway) && first.toLowerCase() === me.name.toLowerCase();
  const needsReason = verdict === "approve" && failedChecks;
  const say = (wanted: "approve" | "reject", why: string) =>
    decide.mutate(
      {
        verdict: wanted,
        names: [row.name],
        seen: { [row.name]: version },
        note: why,
        against: needsReason ? why : "",
      },
      { onSuccess: () => setVerdict(undefined) },
    );
  const labelled = (text: string) => `${text}: ${title}`;
  if (verdict) {
    return (
      <Stack gap="xs">
        <Textarea
          label={needsReason ? words.against : words.note}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
          data-autofocus
          autoFocus
        />
        <Trouble error={decide.error} />
        <Group gap="xs">
          <Button
            size="xs"
            color={verdict === "reject" ? "red" : undefined}
            loading={decide.isPending}
            disabled={needsReason && !note.trim()}
            onClick={() => say(verdict, note)}
          >
            {verdict === "reject" ? words.reject : words.approve}
          </Button>
          <Button size="xs" variant="default" onClick={() => setVerdict(undefined)}>
            {words.not}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="xs">
      {halfway}
      <Trouble error={decide.error} />
      <Group gap="xs">
        {row.state !== "approved" && !mine && (
          <Button
            size="xs"
            leftSection={<CheckMark size={14} />}
            loading={decide.isPending}
            aria-label={labelled(words.approve)}
            onClick={() => (failedChecks ? setVerdict("approve") : say("approve", ""))}
          >
            {words.approve}
          </Button>
        )}
        {row.state !== "rejected" && (
          <Button
            size="xs"
            variant="default"
            leftSection={<CrossMark size={14} />}
            aria-label={labelled(row.state === "approved" ? words.withdraw : words.reject)}
            onClick={() => setVerdict("reject")}
          >
            {row.state === "approved" ? words.withdraw : words.reject}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
