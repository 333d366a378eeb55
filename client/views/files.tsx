import { useEffect, useState } from 'preact/hooks';
import type { FileRef } from '../../relay/protocol.ts';
import { isPicture, isPlayable, sizeInWords } from '../file-view.ts';
import { Icon } from './icon.tsx';
import { useDesk } from './kit.tsx';

interface Stored {
  /** Path of the API where it lies. */
  folder: string;
  file: FileRef;
}

/** Files that people sent: pictures and recordings as such, everything with its name and a way to keep it. */
export function Files(props: { folder: string; files: readonly FileRef[]; large?: boolean }) {
  const { folder, files, large = false } = props;
  return (
    <ul class="files">
      {files.map(file => (
        <li key={file.id}>
          {file.gone ? (
            <Gone file={file} />
          ) : (
            <>
              {isPicture(file) && <Picture {...{ folder, file, large }} />}
              {isPlayable(file) && <Recording {...{ folder, file }} />}
              <Save {...{ folder, file }} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Its name is all that is left. */
function Gone({ file }: { file: FileRef }) {
  const { t } = useDesk();
  return (
    <p class="is-gone">
      <span dir="auto">{file.name}</span> · {t('noLongerKept')}
    </p>
  );
}

/** Small at first, unless it is to be seen at once; a click shows it as large as there is room. */
function Picture({ folder, file, large }: Stored & { large: boolean }) {
  const { model, t } = useDesk();
  const [isLarge, enlarge] = useState(large);
  const [url, setUrl] = useState<string | null>(null);
  const part = isLarge || !file.thumbnail ? 'whole' : 'thumbnail';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes
  useEffect(() => {
    let isStale = false;
    void model.files.picture(folder, file, part).then(found => !isStale && found && setUrl(found));
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

/** Fetched when somebody wants to hear or see it: it may be long. */
function Recording({ folder, file }: Stored) {
  const { model, t } = useDesk();
  const [url, setUrl] = useState<string | null>(null);
  const play = async () => {
    const found = await model.files.recording(folder, file);
    model.tell(found ? null : t('fileGone', file.name));
    setUrl(found);
  };
  if (!url) {
    return (
      <button type="button" class="play" onClick={play}>
        <Icon name="play" />
        <span>{t('play', file.name)}</span>
      </button>
    );
  }
  const Player = file.type.startsWith('audio/') ? 'audio' : 'video';
  return <Player src={url} aria-label={file.name} controls autoplay playsInline />;
}

function scaled({ width = 1, height = 1 }: FileRef, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function Save({ folder, file }: Stored) {
  const { model, t, language } = useDesk();
  const save = async () => {
    model.tell((await model.files.save(folder, file)) ? null : t('fileGone', file.name));
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
