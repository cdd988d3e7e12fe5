// Two people edit different parts of one document, and both edits are kept.
import { main } from "./example.mjs";

/** Mine where I changed something, else theirs. */
function merge(base, mine, theirs) {
  const names = Object.keys(base);
  return Object.fromEntries(names.map((n) => [n, mine[n] === base[n] ? theirs[n] : mine[n]]));
}

await main(async (client) => {
  const opened = await client.create("notes", { title: "Shelves", text: "They hold books." });
  const mine = { ...opened.value, title: "On shelves" };

  // Meanwhile somebody else saves another text.
  await client.update("notes", opened.id, (now) => ({ ...now, text: "They hold everything." }));

  const { value } = await client.merge("notes", opened, mine, merge);
  console.log(value);
  return value.title === "On shelves" && value.text === "They hold everything.";
});
