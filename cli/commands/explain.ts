import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PagesState } from '../../relay/protocol.ts';
import type { HouseOverlay } from '../../relay/storage.ts';
import { type Call, type Command, takeWords, UsageError } from '../command.ts';
import { explanationText } from '../explanation-text.ts';
import { layOver } from '../house-settings.ts';
import { withSwitch } from '../page-switch-note.ts';
import type { Settings } from '../settings-table.ts';

/** `hallway explain URL`: what would be done with a page, and why. Needs no running server. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'URL [--follow] [--method GET|HEAD|POST] [--header "NAME: VALUE"]…',
  about:
    'Fetches a page as a browser would and tells what would be done with it, and why. Nothing is kept, no server need run.',
  options: {
    follow: { type: 'boolean' },
    method: { type: 'string' },
    header: { type: 'string', multiple: true },
  },
  async run(call) {
    const [url] = takeWords(call, 'URL');
    const question = {
      url: url!,
      method: readMethod(call),
      headers: readHeaders(call),
      follow: call.options.follow === true,
    };
    const base = call.settings();
    const { pages, overlay } = await stored(base);
    // The whole house; short commands need not wait for it.
    const [{ explain }, { openExplainParts }] = await Promise.all([
      import('../explain.ts'),
      import('../explain-parts.ts'),
    ]);
    const parts = await openExplainParts(layOver(base, overlay).settings);
    try {
      const explanation = withSwitch(await explain(question, parts), pages);
      call.out(call.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation).join('\n'));
    } finally {
      await parts.client.close();
    }
  },
};

/** What administrators have decided beside the file, as the data folder has it. */
async function stored(
  settings: Settings,
): Promise<{ pages: PagesState | null; overlay: Pick<HouseOverlay, 'changes'> }> {
  if (!existsSync(join(settings.data, 'store'))) return { pages: null, overlay: { changes: [] } };
  const { withRelay } = await import('../with-relay.ts');
  return withRelay(settings, async relay => ({ pages: relay.pages(), overlay: relay.house.overlay }));
}

const methods = ['GET', 'HEAD', 'POST'];

function readMethod(call: Call): string {
  const method = String(call.options.method ?? 'GET').toUpperCase();
  if (!methods.includes(method))
    throw new UsageError(`--method is "${method}", it must be GET, HEAD or POST`);
  return method;
}

function readHeaders(call: Call): [string, string][] {
  return ((call.options.header as string[] | undefined) ?? []).map(line => {
    const parts = /^([!#$%&'*+.^_`|~0-9a-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/i.exec(line);
    if (parts === null) throw new UsageError(`--header is "${line}", it must be like "Cookie: a=b"`);
    return [parts[1]!, parts[2]!.trim()];
  });
}
