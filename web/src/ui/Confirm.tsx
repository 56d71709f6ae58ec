/** Asks before something is done that cannot be taken back. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../messages";

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  act: string;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
};

export function Confirm({
  opened,
  onClose,
  title,
  act,
  busy,
  disabled,
  onConfirm,
  children,
}: Props) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": words.act.close }}
    >
      <Stack>
        <div>{children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.act.cancel}
          </Button>
          <Button color="red" loading={busy} disabled={disabled} onClick={onConfirm}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
