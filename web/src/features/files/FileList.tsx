/** The files of a campaign by folder; those with words first, as they are edited. */
import { TextInput, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { CampaignFile } from "../../api/types";
import { useWords } from "../../messages";
import { FileMark, SearchMark } from "../../ui/marks";
import { fileAddress, sizeOf } from "../campaigns/bring";
import styles from "./Files.module.css";

const MANY = 12;
const SHOWN_AS_PICTURE = 3_000_000;

type Props = { files: readonly CampaignFile[]; open: string; onOpen: (path: string) => void };

export function FileList({ files, open, onOpen }: Props) {
  const words = useWords().files;
  const [wanted, setWanted] = useState("");
  const folders = new Map<string, CampaignFile[]>();
  for (const file of files) {
    if (!file.path.toLowerCase().includes(wanted.toLowerCase())) continue;
    const folder = file.path.includes("/") ? file.path.slice(0, file.path.lastIndexOf("/")) : "";
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return (
    <nav aria-label={words.list} className={styles.list}>
      {files.length > MANY && (
        <TextInput
          leftSection={<SearchMark />}
          placeholder={words.filter}
          aria-label={words.filter}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          mb="xs"
        />
      )}
      {[...folders]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([folder, inside]) => (
          <Folder
            key={folder}
            title={folder && words.folder(folder, inside.length)}
            open={wanted !== "" || open.startsWith(`${folder}/`)}
          >
            <ul>
              {inside.map((file) => (
                <li key={file.path}>
                  <UnstyledButton
                    className={file.path === open ? `${styles.file} ${styles.here}` : styles.file}
                    aria-current={file.path === open ? "true" : undefined}
                    onClick={() => onOpen(file.path)}
                  >
                    <FileMark />
                    <span>{file.path.slice(folder ? folder.length + 1 : 0)}</span>
                    <span className="quiet num">{sizeOf(file.bytes)}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </Folder>
        ))}
    </nav>
  );
}

type FolderProps = { title: string; open: boolean; children: ReactNode };

function Folder({ title, open, children }: FolderProps) {
  if (!title) return children;
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

export function isPicture(file: CampaignFile): boolean {
  return file.media_type.startsWith("image/") && file.bytes < SHOWN_AS_PICTURE;
}

export function isText(file: CampaignFile): boolean {
  return (
    (file.media_type.startsWith("text/") ||
      /\.(toml|csv|md|json|txt|fountain|srt|vtt)$/i.test(file.path)) &&
    file.bytes < SHOWN_AS_PICTURE
  );
}

export { fileAddress };
