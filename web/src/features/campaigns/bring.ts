/** Files that a person brings: dropped or chosen, one by one, as a folder, or as a zip. */
import { send } from "../../api/client";

/** A file, its path within the campaign, and the folder or archive that it came from. */
export type Brought = { path: string; file: File; from: string };

/** What operating systems add to folders. */
const LEFT = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX)(\/|$)/;

/** Folders of a campaign: what comes in one of them stays there. */
export const OWN: ReadonlySet<string> = new Set([
  "library",
  "brand",
  "voice",
  "translations",
  "music",
]);

export const isZip = (files: readonly Brought[]): boolean =>
  files.length === 1 && /\.zip$/i.test(files[0]?.path ?? "");

export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\.zip$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
}

export function sizeOf(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

export function fromInput(list: FileList | null): Brought[] {
  return opened(
    [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })),
  );
}

export async function fromDrop(data: DataTransfer): Promise<Brought[]> {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  return opened((await Promise.all(entries.map(inside))).flat());
}

async function inside(entry: FileSystemEntry): Promise<{ path: string; file: File }[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) =>
      (entry as FileSystemFileEntry).file(done, failed),
    );
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) =>
      reader.readEntries(done, failed),
    );
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(inside))).flat();
}

/** A single folder around all is opened, unless campaigns have one of its name. */
function opened(files: { path: string; file: File }[]): Brought[] {
  const kept = files.filter((one) => !LEFT.test(one.path));
  const tops = new Set(kept.map((one) => (one.path.includes("/") ? one.path.split("/")[0] : "")));
  const only = tops.size === 1 ? ([...tops][0] ?? "") : "";
  const top = OWN.has(only) ? "" : only;
  return kept.map(({ path, file }) => ({
    file,
    path: top ? path.slice(top.length + 1) : path,
    from: top || (kept.length === 1 ? path : ""),
  }));
}

export function fileAddress(name: string, path: string): string {
  return `/api/campaigns/${name}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
}

const AT_ONCE = 3;

export async function upload(
  name: string,
  files: readonly Brought[],
  onSent: (n: number) => void,
): Promise<void> {
  const left = [...files];
  let sent = 0;
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      await send("PUT", fileAddress(name, next.path), next.file);
      sent += 1;
      onSent(sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

export async function uploadZip(name: string, file: File): Promise<void> {
  await send("PUT", `/api/campaigns/${name}/archive`, file, { "Content-Type": "application/zip" });
}
