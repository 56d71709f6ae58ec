/** What something that is no campaign will cost before it is asked for; nothing where it is free. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../api/client";
import { chosen, useWords } from "../../messages";

type Piece = "clip" | "enhance" | "paint" | "add";

/** bases: those that are searched, or the one that files come into. count: candidates, files. */
export function Price({
  what,
  count = 1,
  bases = [],
}: {
  what: Piece;
  count?: number;
  bases?: string[];
}) {
  const words = useWords().making;
  const query = { what, count, bases: bases.filter(Boolean) };
  const found = useQuery(asking("/api/spending/ahead", { query })).data;
  if (!found || found.next.length === 0) return null;
  const money = (amount: number) =>
    amount.toLocaleString(chosen(), {
      style: "currency",
      currency: found.currency,
      maximumFractionDigits: 4,
    });
  const range =
    found.least === found.most ? money(found.most) : `${money(found.least)} – ${money(found.most)}`;
  const dark = found.next.filter((one) => !one.known).map((one) => one.backend);
  return (
    <Text size="sm" className="quiet num">
      {[
        words.piece[what](range),
        dark.length > 0 && words.unpriced([...new Set(dark)].join(", ")),
        found.left !== null && words.left(money(found.left)),
      ]
        .filter(Boolean)
        .join(" · ")}
    </Text>
  );
}
