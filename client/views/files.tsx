import { useEffect, useState } from 'preact/hooks';
import type { FileRef, Message } from '../../relay/protocol.ts';
import { isPicture, sizeInWords } from '../file-view.ts';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';

/** Files of a message: pictures as such, everything with its name and a way to keep it. */
export function Files({ message }: { message: Message }) {
  return (
    <ul class="files">
      {message.files!.map(file => (
        <li key={file.id}>
          {isPicture(file) && <Picture message={message} file={file} />}
          <Save message={message} file={file} />
        </li>
      ))}
    </ul>
  );
}

/** Small at first where there is a small one; a click shows it as large as there is room. */
function Picture({ message, file }: { message: Message; file: FileRef }) {
  const { model, t } = useDesk();
  const [isLarge, enlarge] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const part = isLarge || !file.thumbnail ? 'whole' : 'thumbnail';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes
  useEffect(() => {
    let isStale = false;
    void model.files.picture(message, file, part).then(found => !isStale && found && setUrl(found));
    return () => {
      isStale = true;
    };
  }, [part]);
  const [width, height] = scaled(file, isLarge ? 640 : 240);
  return (
    <button
      type="button"
      class="picture"
      aria-label={t(isLarge ? 'showSmaller' : 'showLarger', file.name)}
      aria-expanded={isLarge}
      onClick={() => enlarge(!isLarge)}
    >
      {/* Its room is known before it comes, so that nothing moves. */}
      {url ? (
        <img src={url} alt={file.name} width={width} height={height} />
      ) : (
        <svg width={width} height={height} />
      )}
    </button>
  );
}

function scaled({ width = 1, height = 1 }: FileRef, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function Save({ message, file }: { message: Message; file: FileRef }) {
  const { model, t, language } = useDesk();
  const save = async () => {
    model.tell((await model.files.save(message, file)) ? null : t('fileGone', file.name));
  };
  return (
    <button type="button" class="file" aria-label={t('saveFile', file.name)} onClick={save}>
      <Icon name="page" />
      <span class="lines">
        <bdi>{file.name}</bdi>
        <span class="detail">{sizeInWords(file.bytes, language)}</span>
      </span>
      <Icon name="save" />
    </button>
  );
}

/** What goes with the next message, above the field. */
export function Chosen({ conversation }: { conversation: string }) {
  const { model, t } = useDesk();
  const { attachments } = model.writing;
  const items = attachments.of(conversation);
  if (items.length === 0) return null;
  return (
    <ul class="chosen" aria-label={t('attachedFiles')} aria-live="polite">
      {items.map(({ id, name, state, error }) => (
        <li key={id} class={`chip is-${state}`}>
          <bdi>{name}</bdi>
          {state !== 'kept' && (
            <span>{state === 'uploading' ? t('sending') : error === 'offline' ? t('offline') : error}</span>
          )}
          <button type="button" aria-label={t('removePerson', name)} onClick={() => attachments.remove(id)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
