/** Approve all that waits at a gate, in the versions that are shown. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Row, Waiting } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import styles from "./Items.module.css";
import { useDecide } from "./items";

type Props = { campaign: string; gate: Waiting["gate"]; rows: readonly Row[] };

export function ApproveAll({ campaign, gate, rows }: Props) {
  const words = useWords();
  const approver = useMay("approver");
  const decide = useDecide(campaign);
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", { path: { name: campaign } }),
    enabled: rows.length > 0,
  });
  const open = (gates.data ?? []).filter((one) => one.gate === gate);
  // Nobody approves what is not on the page yet.
  const shown = new Set(rows.map((row) => row.name));
  if (open.length === 0 || open.some((one) => !shown.has(one.name))) return null;
  const firsts = [...new Set(open.map((one) => one.first).filter(Boolean))];
  return (
    <div className={styles.gate}>
      <span>{words.decide.waits(open.length)}</span>
      {firsts.length > 0 && <span>{words.decide.first(firsts.join(", "))}</span>}
      {approver ? (
        <Button
          size="xs"
          loading={decide.isPending}
          onClick={() =>
            decide.mutate({
              verdict: "approve",
              names: open.map((one) => one.name),
              seen: Object.fromEntries(open.map((one) => [one.name, one.version])),
              note: "",
            })
          }
        >
          {words.decide.all(open.length)}
        </Button>
      ) : (
        <span>{words.decide.others}</span>
      )}
      <Trouble error={decide.error} />
    </div>
  );
}
