// How each example is run: against the server at the address that is its argument.
import { Client, EtagereError } from "./etagere.mjs";

/** Exit codes: 0 if the result is right, 1 if not, 2 if the address is missing. */
export async function main(body) {
  const server = process.argv[2];
  if (!server) {
    console.error("Give the address of a running server, like http://127.0.0.1:8080.");
    process.exit(2);
  }
  try {
    const right = await body(new Client(server));
    console.log(right ? "The result is right." : "THE RESULT IS WRONG.");
    process.exit(right ? 0 : 1);
  } catch (failure) {
    console.error(failure instanceof EtagereError ? `${failure.name}: ${failure.message}` : failure);
    process.exit(1);
  }
}
