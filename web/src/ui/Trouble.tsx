/** An error as the service tells it: the thing, the cause, and the next act. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { Problem } from "../api/client";
import { type Messages, useWords } from "../messages";

/** An error in words: a heading and what to do. */
export function said(error: unknown, words: Messages): { title: string; text: string } {
  const { problem } = words;
  if (!(error instanceof Problem)) return { title: problem.title, text: String(error) };
  const known = problem.refused as Record<string, string>;
  const title = known[error.kind] ?? problem.title;
  if (error.status === 0) return { title, text: problem.notReached };
  return { title, text: error.message || problem.unknown(error.status) };
}

export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const words = useWords();
  if (!error) return null;
  const { title, text } = said(error, words);
  return (
    <Alert
      color="red"
      variant="light"
      title={title}
      role="alert"
      styles={{
        root: { background: "var(--bad-well)" },
        title: { color: "var(--bad)" },
        message: { color: "var(--mantine-color-text)" },
      }}
    >
      <Text size="sm" style={{ whiteSpace: "pre-line" }}>
        {text}
      </Text>
      {again && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={again}>
            {words.act.retry}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
