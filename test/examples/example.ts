import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One of the examples at work, as its first lines say that it is started. */
export interface Example {
  child: ChildProcess;
  /** What it prints, once it has said something that fits. */
  says(fits: RegExp): Promise<RegExpExecArray>;
  end(): Promise<void>;
}

export function runExample(name: string, args: string[], url: string, token: string): Example {
  const file = fileURLToPath(new URL(`../../examples/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, HALLWAY_URL: url, HALLWAY_TOKEN: token },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => {
      output += data;
      child.emit('said');
    });
  const exited = once(child, 'exit').then(() => child.emit('said'));
  return {
    child,
    async says(fits) {
      for (;;) {
        const found = fits.exec(output);
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`);
        await once(child, 'said');
      }
    },
    async end() {
      child.kill();
      await exited;
    },
  };
}
