// One conditional update by the generated client, and a refused one: node update.js ADDRESS KEY
import { Configuration, PaymentsApi, PaymentsStatusEnum, ResponseError } from "./client";

function expect(found: unknown, wanted: unknown, what: string): void {
  if (found !== wanted) {
    throw new Error(`${what}: ${String(found)}, not ${String(wanted)}`);
  }
}

async function main(basePath: string, key: string): Promise<void> {
  const payments = new PaymentsApi(new Configuration({ basePath, accessToken: key }));
  const open = { status: PaymentsStatusEnum.Open, total: { amount: 1250, currency: "EUR" } };
  const id = "made-by-a-generated-client";

  const created = await payments.replacePaymentsRaw({ id, ifNoneMatch: "*", payments: open });
  expect(created.raw.status, 201, "status of the creation");
  const first = created.raw.headers.get("ETag") ?? "";

  const settled = { ...open, status: PaymentsStatusEnum.Settled };
  const updated = await payments.replacePaymentsRaw({ id, ifMatch: first, payments: settled });
  expect(updated.raw.status, 204, "status of the update");

  try {
    await payments.replacePaymentsRaw({ id, ifMatch: first, payments: { ...open, status: PaymentsStatusEnum.Refused } });
    throw new Error("a stale tag was taken");
  } catch (error) {
    if (!(error instanceof ResponseError)) {
      throw error;
    }
    expect(error.response.status, 412, "status with a stale tag");
    const problem = await error.response.json();
    expect(problem.reason, "stale", "reason");
    expect(problem.currentETag, updated.raw.headers.get("ETag"), "current tag");
  }
  const now = await payments.getPayments({ id });
  expect(now.status, PaymentsStatusEnum.Settled, "what is stored");
  expect(now.total.amount, 1250, "the amount that is stored");
  console.log("openapi: a generated client updated by tag, and was refused with the stale one");
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
