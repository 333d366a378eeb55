import type { Portal } from '../../portal/index.ts';
import type { ProxyFigures } from '../../proxy/index.ts';
import type { RelayFigures } from '../../relay/index.ts';
import type { Store } from '../../store/index.ts';
import type { Meters } from './meters.ts';

/** Where figures come from: each room tells its own. */
export interface FigureSources {
  proxy(): ProxyFigures;
  relay(): RelayFigures;
  store(): ReturnType<Store['counters']>;
  portal(): ReturnType<Portal['figures']>;
  meters: Meters;
}

/** All of them, as they stand at one moment. */
export interface Figures {
  proxy: ProxyFigures;
  relay: RelayFigures;
  store: ReturnType<Store['counters']>;
  portal: ReturnType<Portal['figures']>;
  meters: Meters;
}

export const readFigures = ({ proxy, relay, store, portal, meters }: FigureSources): Figures => ({
  proxy: proxy(),
  relay: relay(),
  store: store(),
  portal: portal(),
  meters,
});
