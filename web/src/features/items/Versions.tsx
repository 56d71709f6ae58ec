/** Every version that an item had; any of them can be let stand again. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { chosen, useWords } from "../../messages";
import { UndoMark } from "../../ui/marks";
import { Busy } from "../../ui/Page";
import { Tag } from "../../ui/Tag";
import { Trouble } from "../../ui/Trouble";
import { moment } from "../../ui/when";
import styles from "../boards/Boards.module.css";
import { useMay } from "../session/session";
import { useEdit, useUndo, useVersions } from "./edits";

type Props = { campaign: string; stage: string; item: string; version: string; edited: boolean };

export function Versions({ campaign, stage, item, version, edited }: Props) {
  const words = useWords();
  const editor = useMay("editor");
  const [open, setOpen] = useState(false);
  const found = useVersions(campaign, stage, item, open);
  const edit = useEdit<unknown>(campaign, stage, item);
  const undo = useUndo(campaign, stage, item);
  return (
    <section className={styles.panel}>
      <h2>{words.versions.title}</h2>
      {editor && edited && (
        <Button
          variant="default"
          size="xs"
          leftSection={<UndoMark />}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {words.versions.undo}
        </Button>
      )}
      <Trouble error={undo.error ?? edit.error ?? found.error} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.versions.all}</summary>
        {open && found.isPending && <Busy />}
        <ul className={styles.versions}>
          {[...(found.data ?? [])].reverse().map((one) => (
            <li key={one.version}>
              <span>
                {moment(one.made_at, chosen())} {one.edited && <Tag>{words.versions.edited}</Tag>}
              </span>
              {one.version === version ? (
                <Tag tone="good">{words.versions.stands}</Tag>
              ) : (
                editor && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={edit.isPending}
                    onClick={() => edit.mutate({ value: JSON.parse(one.text), version })}
                  >
                    {words.versions.back}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
