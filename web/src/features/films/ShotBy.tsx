/** What films a scene and why; a person chooses another, or lets a lost job be sent again. */
import { Button, Group, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, client, freshen, told } from "../../api/client";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import styles from "./Films.module.css";

type Props = { campaign: string; film: string; scene: string; number: string; editor: boolean };

type Wanted = { backend: string | null; again?: boolean };

export function ShotBy({ campaign, film, scene, number, editor }: Props) {
  const all = useWords();
  const words = all.shotBy;
  const path = { name: campaign };
  const queries = useQueryClient();
  const shots = useQuery(asking("/api/campaigns/{name}/shots", { path, query: { film } }));
  const choices = useQuery({
    ...asking("/api/campaigns/{name}/backends", { path }),
    enabled: editor,
  });
  const choose = useMutation({
    mutationFn: ({ backend, again = false }: Wanted) =>
      told(
        client.POST("/api/campaigns/{name}/shots", {
          params: { path },
          body: { film, scene, backend, again, note: "" },
        }),
      ),
    onSuccess: () => freshen(queries, campaign),
  });
  const shot = shots.data?.find((one) => one.scene === scene);
  if (!shot) return <Trouble error={shots.error} />;
  const names = words.names as Record<string, string>;
  const called = (backend: string) => names[backend] ?? backend;
  return (
    <div>
      {editor && choices.data && (
        <NativeSelect
          size="xs"
          maw="22rem"
          label={words.choose}
          aria-label={words.chooseFor(number)}
          value={choose.isPending ? (choose.variables.backend ?? "") : shot.chosen}
          disabled={choose.isPending}
          data={[
            { value: "", label: words.found },
            ...choices.data.map(({ name }) => ({ value: name, label: called(name) })),
          ]}
          onChange={(event) => choose.mutate({ backend: event.currentTarget.value || null })}
        />
      )}
      {shot.filmed_by && (
        <p className={`quiet ${styles.by}`}>{words.why(called(shot.filmed_by), shot.route)}</p>
      )}
      {editor && shot.unsure > 0 && (
        <Group gap="xs" mt="xs">
          <span>{words.unsure(shot.unsure)}</span>
          <Button
            size="compact-xs"
            variant="default"
            loading={choose.isPending}
            onClick={() => choose.mutate({ backend: null, again: true })}
          >
            {words.again}
          </Button>
        </Group>
      )}
      <Trouble error={choose.error ?? choices.error} />
      {choose.isSuccess && <p role="status">{words.next}</p>}
    </div>
  );
}
