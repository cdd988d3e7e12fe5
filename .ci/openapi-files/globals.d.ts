// All that update.ts uses of Node.
declare const process: { argv: string[]; exitCode: number };
