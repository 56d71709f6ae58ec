/** Lines of an audit, which the service tells from the first on, by pages. */
import type { AuditEntry } from "../../api/types";

const PAGE = 500;
/** Lines that are shown at most: the newest. */
const MOST = 1000;

export async function newest(
  page: (after: number) => Promise<AuditEntry[]>,
): Promise<AuditEntry[]> {
  let found: AuditEntry[] = [];
  for (;;) {
    const more = await page(found.at(-1)?.number ?? 0);
    found = [...found, ...more].slice(-MOST);
    if (more.length < PAGE) return found.reverse();
  }
}
