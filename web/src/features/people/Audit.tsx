/** The audit of the house: who did what, the newest first. */
import { useQuery } from "@tanstack/react-query";
import { client, told } from "../../api/client";
import { useWords } from "../../messages";
import { Busy, Empty, Page } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { AuditList } from "./AuditList";
import { newest } from "./lines";

export default function Audit() {
  const words = useWords();
  const found = useQuery({
    queryKey: ["/api/audit"],
    queryFn: () =>
      newest((after) => told(client.GET("/api/audit", { params: { query: { after } } }))),
  });
  const lines = found.data ?? [];
  return (
    <Page title={words.nav.audit} lead={words.audit.lead}>
      <Trouble error={found.error} again={() => found.refetch()} />
      {found.isPending && <Busy />}
      {found.data && lines.length === 0 && <Empty title={words.audit.none} />}
      <AuditList lines={lines} />
    </Page>
  );
}
