/** Approve all that waits at a gate, in the versions that are shown. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import type { Waiting } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import styles from "./Items.module.css";
import { useDecide } from "./items";

type Props = { campaign: string; gate: Waiting["gate"]; any: boolean };

export function ApproveAll({ campaign, gate, any }: Props) {
  const words = useWords();
  const approver = useMay("approver");
  const decide = useDecide(campaign);
  const gates = useQuery({
    ...asking("/api/campaigns/{name}/gates", { path: { name: campaign } }),
    enabled: any,
  });
  const open = (gates.data ?? []).filter((one) => one.gate === gate);
  if (open.length === 0) return null;
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
