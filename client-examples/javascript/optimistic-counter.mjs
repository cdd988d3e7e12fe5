// Eight workers count in one document at the same time, without a lock, and no count is lost.
import { main } from "./example.mjs";

const WORKERS = 8;
const INCREMENTS = 25;

await main(async (client) => {
  const { id } = await client.create("notes", { count: 0 });
  const worker = async () => {
    for (let i = 0; i < INCREMENTS; i++) {
      await client.update("notes", id, ({ count }) => ({ count: count + 1 }));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  const { count } = (await client.get("notes", id)).value;
  console.log(`${WORKERS} workers, ${INCREMENTS} increments each: ${count}`);
  return count === WORKERS * INCREMENTS;
});
