/** A scene is sent to a person with a note, or let pass as it is with a reason. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Unsettled } from "../../api/types";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import { useMay } from "../session/session";
import { useLook } from "./unsettled";

/** wanted: why a person has to look already; undefined: nobody wants one to. */
type Props = {
  campaign: string;
  film: string;
  scene: string;
  number: string;
  wanted: Unsettled | undefined;
};

export function Look({ campaign, film, scene, number, wanted }: Props) {
  const words = useWords().looks;
  const [note, setNote] = useState("");
  const look = useLook(campaign);
  const may = [useMay("editor"), useMay("approver")].includes(true);
  if (!may) return null;
  const act = wanted ? "pass" : "send";
  const { label, hint, does } = words[act];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        look.mutate({ film, scene, act, note }, { onSuccess: () => setNote("") });
      }}
    >
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          label={label}
          aria-label={`${label}, ${words.scene(number)}`}
          placeholder={hint}
          value={note}
          maxLength={400}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          type="submit"
          disabled={!note.trim()}
          loading={look.isPending}
        >
          {does}
        </Button>
      </Group>
      <Trouble error={look.error} />
    </form>
  );
}
