import { type Command, CommandError, takeWords } from '../command.ts';
import { examine } from '../doctor.ts';

/** `hallway doctor`: looks at what Hallway needs of its machine and says how to mend what is missing. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  about: 'Checks ports, clock, CA, DNS, disk, and says how to mend what is wrong.',
  options: {},
  async run(call) {
    takeWords(call);
    const findings = await examine(call.settings());
    if (call.json) call.out(JSON.stringify(findings, null, 2));
    else
      for (const { check, state, says } of findings) call.out(`${marks[state]} ${check.padEnd(12)} ${says}`);
    const failed = findings.filter(({ state }) => state === 'failed').map(({ check }) => check);
    if (failed.length > 0) throw new CommandError(`not well: ${failed.join(', ')}; see the remedies above.`);
  },
};

const marks = { good: 'ok  ', notice: 'note', failed: 'FAIL' } as const;
