/** A new campaign: from a folder that is brought, or with files to fill in. */
import { Button, Group, Progress, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { client, Problem, told } from "../../api/client";
import { useWords } from "../../messages";
import { Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { placed } from "../files/places";
import { type Brought, isZip, sizeOf, slug, upload, uploadZip } from "./bring";
import { DropPlace } from "./DropPlace";

export default function Fresh() {
  const { fresh: words } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [way, setWay] = useState<string | null>("bring");
  const [name, setName] = useState("");
  const [company, setCompany] = useState("");
  const [brought, setBrought] = useState<Brought[]>([]);
  const [sent, setSent] = useState(0);
  // What comes without a campaign.toml gets one to fill in.
  const blank =
    way === "blank" || !(isZip(brought) || brought.some(({ path }) => path === "campaign.toml"));
  const begin = useMutation({
    mutationFn: async () => {
      if (way === "blank") return told(client.POST("/api/campaigns", { body: { name, company } }));
      const [first] = brought;
      if (first && isZip(brought)) return uploadZip(name, first.file);
      await told(client.POST("/api/campaigns", { body: { name, company: "" } }));
      return upload(name, placed(brought, []), setSent);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["/api/campaigns"] });
      await navigate({
        to: blank ? "/campaigns/$name/facts" : "/campaigns/$name",
        params: { name },
      });
    },
  });
  const take = (files: Brought[]) => {
    setBrought(files);
    const from = files[0]?.from;
    if (!name && from) setName(slug(from));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  const bytes = brought.reduce((sum, one) => sum + one.file.size, 0);
  const taken = begin.error instanceof Problem && /name/i.test(begin.error.message);
  return (
    <Page title={words.title} lead={words.lead} narrow>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <Tabs value={way} onChange={setWay} variant="default">
            <Tabs.List>
              <Tabs.Tab value="bring">{words.bring}</Tabs.Tab>
              <Tabs.Tab value="blank">{words.blank}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="bring" pt="lg">
              <Stack gap="sm">
                <Text className="quiet">{words.bringHint}</Text>
                {brought.length === 0 ? (
                  <DropPlace label={words.drop} choose={words.choose} onFiles={take} />
                ) : (
                  <Group justify="space-between">
                    <Text>
                      {isZip(brought)
                        ? `${brought[0]?.path}, ${sizeOf(bytes)}`
                        : words.picked(brought.length, sizeOf(bytes))}
                    </Text>
                    <Button variant="subtle" size="xs" onClick={() => setBrought([])}>
                      {words.clear}
                    </Button>
                  </Group>
                )}
              </Stack>
            </Tabs.Panel>
            <Tabs.Panel value="blank" pt="lg">
              <Stack gap="sm">
                <Text className="quiet">{words.blankHint}</Text>
                <TextInput
                  label={words.company}
                  value={company}
                  maxLength={200}
                  onChange={(event) => {
                    const given = event.currentTarget.value;
                    if (name === slug(company)) setName(slug(given));
                    setCompany(given);
                  }}
                />
              </Stack>
            </Tabs.Panel>
          </Tabs>
          <TextInput
            label={words.name}
            description={words.nameHint}
            value={name}
            maxLength={40}
            required
            withAsterisk={false}
            error={taken ? begin.error?.message : undefined}
            onChange={(event) =>
              setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, "-"))
            }
          />
          {!taken && <Trouble error={begin.error} />}
          {begin.isPending && brought.length > 1 && (
            <div>
              <Progress value={(sent / brought.length) * 100} size="sm" aria-label={words.upload} />
              <Text size="sm" className="quiet num" mt={6}>
                {words.sending(sent, brought.length)}
              </Text>
            </div>
          )}
          <Group>
            <Button
              type="submit"
              loading={begin.isPending}
              disabled={!name || (way === "bring" && brought.length === 0)}
            >
              {way === "bring" ? words.upload : words.begin}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
