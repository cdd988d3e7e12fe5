// A create that is called twice under one key makes one resource.
import { newKey } from "./etagere.mjs";
import { main } from "./example.mjs";

await main(async (client) => {
  const key = newKey();
  const order = { item: "chair", pieces: 4 };
  const first = await client.create("notes", order, key);
  const second = await client.create("notes", order, key);
  console.log(`First call: ${first.id}, second call: ${second.id}`);
  const { value } = await client.get("notes", first.id);
  return first.id === second.id && value.item === "chair" && value.pieces === 4;
});
