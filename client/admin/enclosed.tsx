import { useEffect, useRef, useState } from 'preact/hooks';
import { sizeInWords } from '../file-view.ts';
import { Files } from '../views/files.tsx';
import { Icon } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import { announceTexts } from './announce-words.ts';
import { type Enclosure, Enclosures, maxFiles } from './enclosures.ts';
import { Card, useCommon } from './kit.tsx';
import { createUpload } from './upload.ts';
import { useTexts } from './words.ts';

/** Files for an announcement, drawn anew with each step of theirs. `open` makes them at first. */
export function useEnclosures(open: (make: MakeEnclosures) => Enclosures): Enclosures {
  const { model, token, inWords } = useDesk();
  const [, redraw] = useState(0);
  const own = useRef<Enclosures | null>(null);
  own.current ??= open(
    kept =>
      new Enclosures(
        {
          upload: createUpload(token, inWords),
          newId: () => model.newId(),
          show: file => URL.createObjectURL(file),
          forget: url => URL.revokeObjectURL(url),
        },
        kept,
      ),
  );
  const enclosures = own.current;
  useEffect(() => {
    enclosures.changed = () => redraw(count => count + 1);
    return () => {
      enclosures.changed = () => {};
    };
  }, [enclosures]);
  return enclosures;
}

export type MakeEnclosures = (kept?: ConstructorParameters<typeof Enclosures>[1]) => Enclosures;

/** The files themselves: chosen, dropped, on their way, refused, taken off again. */
export function FilesField({ enclosures }: { enclosures: Enclosures }) {
  const w = useTexts(announceTexts);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isTooMany, setTooMany] = useState(false);
  const add = (files: Iterable<File> | null | undefined) => setTooMany(!enclosures.add(files ?? []));
  return (
    <Card title={w('files')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same */}
      <div
        class={isOver ? 'drop-zone is-over' : 'drop-zone'}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault();
          setOver(false);
          add(event.dataTransfer?.files);
        }}
      >
        <button type="button" onClick={() => input.current?.click()}>
          <Icon name="plus" />
          {w('addFiles')}
        </button>
        <span class="detail">{w('drop')}</span>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={w('addFiles')}
          onChange={({ currentTarget }) => {
            add(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </div>
      {(isTooMany || enclosures.items.length > maxFiles) && (
        <p class="problem" role="alert">
          {w('tooMany', maxFiles)}
        </p>
      )}
      {enclosures.items.length > 0 && (
        <ul class="enclosed">
          {enclosures.items.map(item => (
            <Item key={item.id} item={item} remove={() => enclosures.remove(item.id)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Item({ item, remove }: { item: Enclosure; remove(): void }) {
  const { language } = useDesk();
  const w = useTexts(announceTexts);
  const c = useCommon();
  const { name, state, share, error, file } = item;
  return (
    <li class={`is-${state}`}>
      <Thumbnail item={item} />
      <span class="lines">
        <bdi>{name}</bdi>
        {state === 'uploading' && (
          <progress max={1} value={share} aria-label={w('uploading', `${Math.round(share * 100)} %`, name)} />
        )}
        {file && <span class="detail">{sizeInWords(file.bytes, language)}</span>}
        {state === 'refused' && (
          <span class="why" role="alert">
            {w('refused', error === 'offline' ? c('offline') : (error ?? ''))}
          </span>
        )}
      </span>
      <button type="button" class="quiet icon" aria-label={w('takeOff', name)} onClick={remove}>
        <Icon name="close" />
      </button>
    </li>
  );
}

function Thumbnail({ item: { type, url } }: { item: Enclosure }) {
  if (url && type.startsWith('image/')) return <img class="thumbnail" src={url} alt="" />;
  if (url && type.startsWith('video/')) return <video class="thumbnail" src={url} preload="metadata" muted />;
  return (
    <span class="thumbnail" aria-hidden="true">
      <Icon name={/^(audio|video)\//.test(type) ? 'play' : 'page'} />
    </span>
  );
}

/** The same files as people will see them, some before the server gives them out. */
export function EnclosedLook({ enclosures }: { enclosures: Enclosures }) {
  const { kept } = enclosures;
  const items = enclosures.items.filter(({ url, state }) => url !== null && state !== 'refused');
  return (
    <>
      {kept.length > 0 && <Files folder="/announcements/files" files={kept} large />}
      {items.length > 0 && (
        <ul class="files">
          {items.map(({ id, name, type, url }) => (
            <li key={id}>
              {type.startsWith('image/') ? (
                <img class="whole" src={url!} alt={name} />
              ) : (
                <span class="file-of">
                  <Icon name={/^(audio|video)\//.test(type) ? 'play' : 'page'} />
                  <bdi>{name}</bdi>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
