import type { HousePart } from './house.tsx';
import { houseTexts } from './house-words.ts';
import { Choice, Go, Nothing, useHouse, useWho } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { useSettingNames } from './setting-names.ts';
import { type Setting, textOf } from './settings.ts';
import { type Column, Table } from './table.tsx';
import { useTexts } from './words.ts';

const filters = {
  '': () => true,
  changed: ({ from }: Setting) => from === 'administrator',
  restart: ({ readOnly }: Setting) => readOnly !== null,
};
type Filter = keyof typeof filters;

/** Where a setting is changed, by the parts of this section. */
const partOf = (key: string): string => {
  if (/^(inject\.pages|tls\.(intercept|learn))$/.test(key)) return '';
  if (/^(inject|tls|block)\./.test(key)) return 'sites';
  return key === 'replace' ? 'rules' : 'limits';
};

/** Every setting by its name in the file, what holds, and whence it comes. */
export function HouseAll({ house }: HousePart) {
  const { place, go } = useHouse();
  const w = useTexts(houseTexts);
  const only = (place.query.only ?? '') as Filter;
  const rows = house.data!.settings.filter(filters[only] ?? filters['']);
  return (
    <>
      <p class="lead">{w('allLead')}</p>
      <div class="filter">
        <Choice<Filter>
          unseen
          label={w('shown')}
          value={only}
          of={[
            ['', w('showAll')],
            ['changed', w('showChanged')],
            ['restart', w('showStart')],
          ]}
          change={value => go({ section: 'house', rest: ['all'], query: { only: value } }, 'replace')}
        />
      </div>
      {rows.length === 0 ? <Nothing icon={icon}>{w('noneSuch')}</Nothing> : <Rows rows={rows} />}
    </>
  );
}

function Rows({ rows }: { rows: Setting[] }) {
  const w = useTexts(houseTexts);
  const names = useSettingNames();
  const moment = useMoment();
  const who = useWho();
  const whence = ({ from, changed }: Setting) =>
    from === 'administrator' && changed
      ? w('here', who(changed.by), moment(changed.at))
      : w(from as 'default' | 'file' | 'environment');
  const columns: Column<Setting>[] = [
    {
      ...{ key: 'key', title: w('key') },
      cell: ({ key, about }) => (
        <span class="lines">
          <code title={about}>{key}</code>
          {names.name(key) !== key && <span class="detail">{names.name(key)}</span>}
        </span>
      ),
    },
    {
      ...{ key: 'value', title: w('value') },
      cell: setting => <Value {...setting} />,
    },
    { ...{ key: 'whence', title: w('whence') }, cell: whence },
    {
      ...{ key: 'change', title: w('change') },
      cell: setting => <Way {...setting} />,
    },
  ];
  return <Table caption={w('all')} {...{ columns, rows, keyOf: ({ key }) => key }} />;
}

function Value({ value }: Setting) {
  const w = useTexts(houseTexts);
  const text = textOf(value);
  if (text === '' || text === '{}') return <span class="detail">{w('nothing')}</span>;
  if (Array.isArray(value) && typeof value[0] === 'object') return <>{w('entries', value.length)}</>;
  return <code dir="ltr">{text}</code>;
}

function Way({ key, readOnly }: Setting) {
  const w = useTexts(houseTexts);
  if (readOnly !== null) return <span class="detail">{w('restart')}</span>;
  const to =
    key === 'portal.registration'
      ? { section: 'registration' }
      : { section: 'house', rest: [partOf(key)].filter(Boolean) };
  return (
    <Go to={to}>
      <span aria-hidden="true">{w('changeIt')}</span>
      <span class="unseen">{w('changeOf', key)}</span>
    </Go>
  );
}

const icon = 'M5 6h14M5 12h14M5 18h8';
