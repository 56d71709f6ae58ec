/** Who did what to a campaign, what is asked for, and the links that show it outside. */
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { asking, client, Problem, told } from "../../api/client";
import { useWords } from "../../messages";
import { Busy, Empty } from "../../ui/Page";
import { Trouble } from "../../ui/Trouble";
import { OrderList } from "../orders/OrderList";
import { AuditList } from "../people/AuditList";
import { newest } from "../people/lines";
import { Links } from "../reviews/Share";
import { useMay } from "../session/session";

export default function Activity() {
  const words = useWords();
  const editor = useMay("editor");
  const { name } = useParams({ strict: false }) as { name: string };
  const audit = useQuery({
    queryKey: ["/api/campaigns/{name}/audit", { path: { name } }],
    queryFn: () =>
      newest((after) =>
        told(
          client.GET("/api/campaigns/{name}/audit", {
            params: { path: { name }, query: { after } },
          }),
        ),
      ),
  });
  const orders = useQuery(asking("/api/orders", { query: { campaign: name, limit: 10 } }));
  // Before the first run there is nothing to tell of.
  const fresh = audit.error instanceof Problem && audit.error.status === 404;
  const lines = audit.data ?? [];
  return (
    <Stack gap="xl">
      {(orders.data?.length ?? 0) > 0 && (
        <section>
          <Title order={2} size="h3" mb="sm">
            {words.orders.latest}
          </Title>
          <OrderList orders={orders.data ?? []} />
        </section>
      )}
      {editor && <Links campaign={name} title={words.share.title} />}
      <section>
        <Title order={2} size="h3" mb="sm">
          {words.audit.of}
        </Title>
        <Trouble error={fresh ? null : audit.error} again={() => audit.refetch()} />
        {audit.isPending && <Busy />}
        {(audit.data || fresh) && lines.length === 0 && <Empty title={words.audit.none} />}
        <AuditList lines={lines} />
      </section>
    </Stack>
  );
}
