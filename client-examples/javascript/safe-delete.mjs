// What somebody has changed is not deleted by somebody who has not seen the change.
import { Conflict, Gone } from "./etagere.mjs";
import { main } from "./example.mjs";

await main(async (client) => {
  const seen = await client.create("notes", { text: "to be deleted" });
  await client.update("notes", seen.id, () => ({ text: "wait, keep this" }));
  const refusal = await client.delete("notes", seen.id, seen.etag).catch((failure) => failure);
  if (!(refusal instanceof Conflict)) return false;
  console.log("Not deleted: somebody has changed it.");

  const now = await client.get("notes", seen.id);
  console.log(`It says now: ${now.value.text}`);
  await client.delete("notes", now.id, now.etag);
  const gone = await client.get("notes", now.id).catch((failure) => failure);
  console.log("Deleted, after it was seen.");
  return gone instanceof Gone;
});
