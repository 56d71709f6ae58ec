/** A place to drop files on, or to choose them from. */
import { Button, FileButton, Text } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { UploadMark } from "../../ui/marks";
import { type Brought, fromDrop, fromInput } from "./bring";
import styles from "./DropPlace.module.css";

type Props = { label: string; choose: string; onFiles: (files: Brought[]) => void };

export function DropPlace({ label, choose, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const on = (event: DragEvent, state: boolean) => {
    event.preventDefault();
    setOver(state);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard.
    <div
      className={over ? `${styles.place} ${styles.over}` : styles.place}
      onDragOver={(event) => on(event, true)}
      onDragLeave={(event) => on(event, false)}
      onDrop={(event) => {
        on(event, false);
        void fromDrop(event.dataTransfer).then(onFiles);
      }}
    >
      <UploadMark size={28} />
      <Text fw={550}>{label}</Text>
      <FileButton multiple onChange={(files) => onFiles(fromInput(files as unknown as FileList))}>
        {(props) => (
          <Button {...props} variant="default">
            {choose}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
