import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHouse, type House } from '../../../cli/house.ts';
import { createTrial } from '../../../cli/house-trial.ts';
import { createLog } from '../../../cli/log.ts';
import { readSettings } from '../../../cli/settings.ts';
import type { HouseSource } from '../../../portal/index.ts';
import type { Exemption, OriginClient } from '../../../proxy/index.ts';
import { tempFolder } from '../../cli/temp-folder.ts';
import { type AdminStage, openAdminStage } from './admin-stage.ts';

/** The administrators' page over settings as a server has them, with some in its file and a site to try pages at. */
export interface SettingsStage extends AdminStage {
  house: HouseSource;
  /** A setting as it is now. */
  setting(key: string): ReturnType<HouseSource['read']>['settings'][number];
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title></head><body>
<h1>Intranet</h1><div id="news">Yesterday’s news</div><p class="tip">One</p><p class="tip">Two</p></body></html>`;

const file = `
block: {hosts: [games.example]}
tls: {bypass: ["*.bank.example"]}
files: {maxMb: 50}
replace: [{hosts: [intranet.example], selector: .old-banner, do: hide}]
`;

/** Every host has that one page, but one that cannot be reached. */
const client: OriginClient = {
  async ask({ host }) {
    if (host === 'nowhere.example') throw Object.assign(new Error('There is no such host.'), { code: 'dns' });
    const headers = ['content-type', 'text/html; charset=utf-8'];
    return { head: { status: 200, statusMessage: 'OK', headers }, chunks: [Buffer.from(page)], end: 'whole' };
  },
  async close() {},
};

export async function openSettingsStage(): Promise<SettingsStage> {
  const folder = tempFolder();
  const path = join(folder, 'config.yaml');
  writeFileSync(path, file);
  const base = readSettings(path, { HALLWAY_DATA: folder });
  let exemptions: Exemption[] = [
    {
      ...{ host: 'app.pinned.example', reason: 'client_refused', count: 5, clients: 3 },
      ...{ firstAt: Date.now() - 3_600_000, lastAt: Date.now() - 60_000, until: Date.now() + 80_000_000 },
    },
  ];
  const proxy = () => ({
    exemptions: () => exemptions,
    endExemption(host: string) {
      const before = exemptions.length;
      exemptions = exemptions.filter(one => one.host !== host);
      return exemptions.length < before;
    },
  });
  let house: House | null = null;
  // It is made of the relay, and the portal of it.
  const later: HouseSource = {
    read: () => house!.read(),
    change: (by, change) => house!.change(by, change),
    tryOut: (by, question) => house!.tryOut(by, question),
    bypasses: () => house!.bypasses(),
    addBypass: (by, host) => house!.addBypass(by, host),
    endBypass: (by, host) => house!.endBypass(by, host),
  };
  const stage = await openAdminStage({ house: later });
  const tryOut = createTrial({
    ...{ base, settings: () => house!.settings, client: () => client, loader: '1' },
    pages: () => stage.relay.pages(),
  });
  house = createHouse({
    ...{ base, relay: stage.relay, proxy, apply() {}, log: createLog('silent') },
    tryOut: (by, question) => tryOut(by, question),
  });
  const setting: SettingsStage['setting'] = key => later.read().settings.find(one => one.key === key)!;
  return { ...stage, house: later, setting };
}
