/** The brand's logo: one of the campaign's files, or one that is brought now. */
import { Button, FileButton, Group, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asking, freshen, send } from "../../api/client";
import { useWords } from "../../messages";
import { Trouble } from "../../ui/Trouble";
import { fileAddress } from "../campaigns/bring";
import styles from "./FactsPage.module.css";

/** What may be a logo lies outside the library, whose pictures films show. */
const LOGO = /^(?!library\/|voice\/|translations\/).*\.(svg|png|jpe?g|webp)$/i;

type Props = {
  name: string;
  logo: string;
  error: string | undefined;
  editable: boolean;
  set: (logo: string) => void;
};

export function LogoField({ name, logo, error, editable, set }: Props) {
  const { brand: words } = useWords().facts;
  const queries = useQueryClient();
  const files = useQuery(asking("/api/campaigns/{name}/files", { path: { name } }));
  const there = (files.data ?? []).map((file) => file.path);
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const path = free(`brand/${file.name}`, there);
      await send("PUT", fileAddress(name, path), file, { "If-None-Match": "*" });
      return path;
    },
    onSuccess: async (path) => {
      set(path);
      await freshen(queries, name);
    },
  });
  const shown = [...new Set([logo, ...there.filter((path) => LOGO.test(path))])];
  return (
    <div>
      <Group align="end" gap="md" wrap="wrap">
        {there.includes(logo) && (
          <img className={styles.logo} src={fileAddress(name, logo)} alt={words.logoSeen} />
        )}
        <NativeSelect
          className={styles.chosen}
          label={words.logo}
          description={words.logoHint}
          value={logo}
          error={error}
          data={shown.map((path) => ({ value: path, label: path || words.noLogo }))}
          onChange={(event) => set(event.currentTarget.value)}
        />
        {editable && (
          <FileButton
            accept=".svg,.png,.jpg,.jpeg,.webp"
            onChange={(file) => file && bring.mutate(file)}
          >
            {(given) => (
              <Button variant="default" disabled={!files.data} loading={bring.isPending} {...given}>
                {words.bring}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      <Trouble error={bring.error} />
    </div>
  );
}

/** A path that no file has: nobody's file is written over by one of the same name. */
function free(path: string, there: readonly string[]): string {
  const dot = path.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [path.slice(0, dot), path.slice(dot)] : [path, ""];
  let found = path;
  for (let n = 2; there.includes(found); n += 1) found = `${stem}-${n}${ending}`;
  return found;
}
