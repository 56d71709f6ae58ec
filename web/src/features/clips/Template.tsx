/** What is told to whoever makes more of a prompt: three parts, with one place for the prompt. */
import { Stack, Text, Textarea } from "@mantine/core";
import type { PromptTemplate } from "../../api/types";
import { useWords } from "../../messages";

const SLOT = "{prompt}";
const PARTS = ["role", "task", "prompt"] as const;

/** How often the prompt is put into a template; once is right. */
export const slots = (template: PromptTemplate): number =>
  PARTS.reduce((sum, part) => sum + template[part].split(SLOT).length - 1, 0);

export function Template({
  template,
  onChange,
}: {
  template: PromptTemplate;
  onChange: (changed: PromptTemplate) => void;
}) {
  const words = useWords().clips;
  const found = slots(template);
  return (
    <details>
      <summary>{words.template}</summary>
      <Stack gap="sm" mt="sm">
        <Text size="sm" className="quiet">
          {words.templateHint}
        </Text>
        {PARTS.map((part) => (
          <Textarea
            key={part}
            label={words.parts[part]}
            value={template[part]}
            autosize
            minRows={1}
            maxRows={10}
            maxLength={part === "task" ? 8000 : 4000}
            onChange={(event) => onChange({ ...template, [part]: event.currentTarget.value })}
          />
        ))}
        {found !== 1 && (
          <Text size="sm" role="status">
            {words.slots(found)}
          </Text>
        )}
      </Stack>
    </details>
  );
}
