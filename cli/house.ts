import type { Bypasses, HouseSource } from '../portal/index.ts';
import type { Exemption, Proxy as ForwardProxy } from '../proxy/index.ts';
import { type HouseOverlay, type Relay, RelayError } from '../relay/index.ts';
import { checkChange, describeHouse, layOver } from './house-settings.ts';
import type { Logger } from './log.ts';
import type { Settings } from './settings-table.ts';

export interface HouseParts {
  /** Those of the file: what the server would have begun with if nobody had changed anything. */
  base: Settings;
  relay: Pick<Relay, 'house'>;
  proxy(): Pick<ForwardProxy, 'exemptions' | 'endExemption'>;
  /** Has every room go on by these. Must not throw. */
  apply(settings: Settings): void;
  tryOut: HouseSource['tryOut'];
  log: Logger;
}

/** The house of a running server: the settings in force, and who changes them. */
export interface House extends HouseSource {
  readonly settings: Settings;
  /** A host is tunnelled for a time from now on, or no longer: that outlives a restart, and is written down. */
  exemptionChanged(what: 'learned' | 'ended', host: string): void;
  close(): void;
}

export function createHouse({ base, relay, proxy, apply, tryOut, log }: HouseParts): House {
  const { house } = relay;
  /** Who is just ending an exemption, and when that is written down; nobody where the proxy does it by itself. */
  let ending: { by: string; noted: Promise<void> } | null = null;
  let settings = laid(house.overlay);
  const unwatch = house.watch(overlay => {
    settings = laid(overlay);
    apply(settings);
    log.info({ version: overlay.version }, 'the settings have changed');
  });

  function laid(overlay: HouseOverlay): Settings {
    const { settings: result, unusable } = layOver(base, overlay);
    for (const { key, message } of unusable)
      log.warn({ key }, `a change of a setting holds no more, its value is that of the file: ${message}`);
    return result;
  }

  function bypasses(): Bypasses {
    const { bypass, learn } = settings.tls;
    return { learning: learn, bypasses: [...bypass.map(asListed), ...proxy().exemptions().map(asLearned)] };
  }

  async function setBypass(by: string, hosts: string[]): Promise<void> {
    const set = { 'tls.bypass': hosts };
    checkChange(base, set, []);
    await house.change(by, { version: house.overlay.version, set, reset: [] });
  }

  async function endLearned(by: string, host: string): Promise<boolean> {
    const act = { by, noted: Promise.resolve() };
    ending = act;
    let isEnded: boolean;
    try {
      isEnded = proxy().endExemption(host);
    } finally {
      ending = null;
    }
    await act.noted;
    return isEnded;
  }

  return {
    get settings() {
      return settings;
    },
    read: () => describeHouse(base, house.overlay),
    async change(by, { version, set, reset }) {
      checkChange(base, set, reset);
      await house.change(by, { version, set, reset });
      return describeHouse(base, house.overlay);
    },
    tryOut,
    bypasses,
    async addBypass(by, typed) {
      const host = typed.trim().toLowerCase();
      if (!settings.tls.bypass.includes(host)) await setBypass(by, [...settings.tls.bypass, host]);
      await endLearned(by, host);
      return bypasses();
    },
    async endBypass(by, typed) {
      const host = typed.trim().toLowerCase();
      const isListed = settings.tls.bypass.includes(host);
      if (isListed)
        await setBypass(
          by,
          settings.tls.bypass.filter(one => one !== host),
        );
      if (!(await endLearned(by, host)) && !isListed) throw unknownBypass(host);
      return bypasses();
    },
    exemptionChanged(what, host) {
      const noted = house.noteBypass(ending?.by ?? null, what, host);
      if (ending) ending.noted = noted;
      // Nobody waits for it, and the log of the server has it.
      else noted.catch(() => {});
      house
        .saveBypasses(proxy().exemptions())
        .catch(error => log.error({ err: error }, 'what was learned of hosts could not be written'));
    },
    close: unwatch,
  };
}

const asListed = (host: string): Bypasses['bypasses'][number] => ({
  ...{ host, kind: 'listed', reason: 'listed', count: null, clients: null },
  ...{ first: null, last: null, until: null },
});

const asLearned = ({ host, reason, count, clients, ...times }: Exemption): Bypasses['bypasses'][number] => ({
  ...{ host, kind: 'learned', reason, count, clients },
  ...{ first: times.firstAt, last: times.lastAt, until: times.until },
});

const unknownBypass = (host: string) =>
  new RelayError('unknown_bypass', `${host} is neither in tls.bypass nor kept closed for a time.`, {
    field: 'host',
  });
