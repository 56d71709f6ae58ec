/** What a campaign's files lack before anything can be made, as `check` tells it. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Problem } from "../../api/client";
import { useWords } from "../../messages";
import styles from "../orders/Making.module.css";
import { useMay } from "../session/session";

export function Lacking({ name, problem }: { name: string; problem: Problem }) {
  const words = useWords();
  const editor = useMay("editor");
  return (
    <div className={styles.failed} role="alert">
      <div>
        <b>{words.overview.lacking}</b>
        <p className={styles.lines}>{problem.message}</p>
      </div>
      {editor && (
        <Button
          component={Link}
          size="xs"
          variant="default"
          to="/campaigns/$name/files"
          params={{ name } as never}
        >
          {words.overview.mend}
        </Button>
      )}
    </div>
  );
}
