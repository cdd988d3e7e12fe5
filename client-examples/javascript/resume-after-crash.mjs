// A program is killed after its payment was made and before it could note that down. It starts again
// and repeats the payment under the key that it had stored: there is one payment. For Node.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { newKey } from "./etagere.mjs";
import { main } from "./example.mjs";

const [, , server, journal] = process.argv;

/** Key and content are on the disk before anything is sent, and are removed when it is done. */
async function pay(client) {
  if (!existsSync(journal)) {
    const key = newKey();
    const transfer = { reference: `ref-${key}`, cents: 1995 };
    writeFileSync(journal, JSON.stringify({ key, transfer }), { flag: "wx", flush: true });
  }
  const { key, transfer } = JSON.parse(readFileSync(journal));
  const made = await client.create("notes", transfer, key);
  console.log(`made ${made.id}`);
  await once(process.stdin.resume(), "end"); // Stands for the rest of a long job.
  rmSync(journal);
  return true;
}

async function start(file) {
  const options = { stdio: ["pipe", "pipe", "inherit"] };
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), server, file], options);
  const exit = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");
  return { child, line, exit };
}

async function run(client) {
  const folder = mkdtempSync(join(tmpdir(), "resume-"));
  try {
    const file = join(folder, "journal");
    const first = await start(file);
    first.child.kill("SIGKILL");
    await first.exit;
    const { reference } = JSON.parse(readFileSync(file)).transfer;
    console.log(`Killed after: ${first.line}`);

    const second = await start(file);
    second.child.stdin.end();
    const [code] = await second.exit;
    console.log(`Started again: ${second.line}`);
    let found = 0;
    for await (const { value } of client.list("notes")) {
      found += value.reference === reference;
    }
    return code === 0 && first.line === second.line && found === 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(journal ? pay : run);
