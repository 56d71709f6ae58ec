/** A scene, edited in place. */
import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import styles from "./Boards.module.css";
import { type Look, type Scene, seconds } from "./board";

type Props = {
  scene: Scene;
  n: number;
  readOnly: boolean;
  busy: boolean;
  error: unknown;
  onSave: (scene: Scene) => void;
};

export function SceneForm({ scene, n, readOnly, busy, error, onSave }: Props) {
  const words = useWords();
  const [now, setNow] = useState(scene);
  const lasts = Math.round(seconds(now.seconds) * 10) / 10;
  const dirty = JSON.stringify(now) !== JSON.stringify(scene);
  const set = (change: Partial<Scene>) => setNow({ ...now, ...change });
  const type = (change: Partial<Scene["text"]>) => set({ text: { ...now.text, ...change } });
  return (
    <section className={styles.panel} aria-label={words.boards.scene(n)}>
      <h2>{words.boards.scene(n)}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(now);
        }}
      >
        <Stack gap="sm">
          <Textarea
            label={words.boards.narration}
            value={now.narration}
            readOnly={readOnly}
            autosize
            minRows={2}
            onChange={(e) => set({ narration: e.currentTarget.value })}
          />
          <Textarea
            label={words.boards.shows}
            value={now.description}
            readOnly={readOnly}
            autosize
            minRows={2}
            onChange={(e) => set({ description: e.currentTarget.value })}
          />
          <div className={styles.fields}>
            <TextInput
              label={words.boards.head}
              value={now.text.head}
              readOnly={readOnly}
              onChange={(e) => type({ head: e.currentTarget.value })}
            />
            <TextInput
              label={words.boards.body}
              value={now.text.body}
              readOnly={readOnly}
              onChange={(e) => type({ body: e.currentTarget.value })}
            />
          </div>
          <div className={styles.fields}>
            <TextInput
              label={words.boards.camera}
              value={now.camera}
              readOnly={readOnly}
              onChange={(e) => set({ camera: e.currentTarget.value })}
            />
            <NumberInput
              label={words.boards.seconds}
              value={lasts}
              readOnly={readOnly}
              min={0.5}
              max={60}
              step={0.1}
              decimalScale={1}
              onChange={(value) => typeof value === "number" && set({ seconds: String(value) })}
            />
            <NativeSelect
              label={words.boards.look}
              value={now.look ?? ""}
              disabled={readOnly}
              data={Object.entries(words.boards.looks).map(([value, label]) => ({ value, label }))}
              onChange={(e) => set({ look: (e.currentTarget.value || undefined) as Look })}
            />
          </div>
          <Trouble error={error} />
          {!readOnly && (
            <Group>
              <Button type="submit" disabled={!dirty} loading={busy}>
                {words.act.save}
              </Button>
              {dirty && (
                <Button variant="default" onClick={() => setNow(scene)}>
                  {words.act.cancel}
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </form>
    </section>
  );
}
