import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Selection } from '../view.ts';
import { fetchPlaces } from './places.ts';
import { MOST_OF_EACH, suggest, type Place, type Suggestion } from './suggestions.ts';
import { indexIncidents } from './filter.ts';
import type { Collections } from './use-collections.ts';
import { useFound } from './use-found.ts';

type SearchProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly q: string;
  readonly collections: Pick<Collections, 'airspace' | 'crossings'>;
  /** As of when incidents are looked for; null is now. */
  readonly knownAt: string | null;
  readonly onFilter: (q: string) => void;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (selection: Selection) => void;
};

/** The key of the last option: the text as it stands. */
const BARE_TEXT = 'text';

/**
 * Search with suggestions, after the ARIA combobox pattern. A place moves the map, a record opens, and Enter on the
 * bare text makes it a filter.
 */
export function Search({ input, q, collections, knownAt, onFilter, onPlace, onOpen }: SearchProps) {
  const { t } = useI18n();
  const [text, setText] = useState(q);
  const [known, setKnown] = useState(q);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const id = useId();
  const places = useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => fetchPlaces(signal),
    enabled: wanted,
    staleTime: Infinity,
  });
  const asked = useDeferredValue(text);
  const found = useFound({ q: open ? asked : '', type: null, limit: MOST_OF_EACH }, knownAt);
  const incidents = useMemo(() => indexIncidents(found.features), [found.features]);
  const suggestions = useMemo(
    () => (open ? suggest(asked, { places: places.data ?? [], incidents, ...collections }) : []),
    [open, asked, places.data, incidents, collections],
  );
  // By its key: what comes later may push it on, and another must not be chosen in its place.
  const keys = [...suggestions.map(({ key }) => key), BARE_TEXT];
  const active = activeKey === null ? -1 : keys.indexOf(activeKey);
  // The filter may be taken off elsewhere, by its chip or by the back button.
  if (known !== q) {
    setKnown(q);
    setText(q);
  }

  const close = (): void => {
    setOpen(false);
    setActiveKey(null);
  };
  const choose = (suggestion: Suggestion | undefined): void => {
    close();
    if (suggestion === undefined) onFilter(text.trim());
    else if (suggestion.kind === 'place') onPlace(suggestion.place);
    else onOpen(suggestion.selection);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const next = event.key === 'ArrowDown' ? active + 1 : (active <= 0 ? keys.length : active) - 1;
      setActiveKey(keys[next % keys.length] ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(suggestions[active]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (open) close();
      else event.currentTarget.blur();
    }
  };
  const shown = open && text.trim() !== '';
  return (
    <div className="search" role="search">
      <Icon name="search" size={16} />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t('top.search')}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={t('top.search-placeholder')}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setWanted(true)}
        onBlur={close}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActiveKey(null);
          if (event.target.value === '' && q !== '') onFilter('');
        }}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd>/</kbd>
      ) : (
        <button
          type="button"
          className="icon-button tiny"
          aria-label={t('top.search-clear')}
          onClick={() => {
            setText('');
            onFilter('');
            input.current?.focus();
          }}
        >
          <Icon name="close" size={12} />
        </button>
      )}
      {shown ? (
        <Suggestions
          id={id}
          q={text.trim()}
          suggestions={suggestions}
          isAwaited={found.isAwaited}
          active={active}
          onChoose={choose}
        />
      ) : null}
    </div>
  );
}

type SuggestionsProps = {
  readonly id: string;
  readonly q: string;
  readonly suggestions: readonly Suggestion[];
  /** Whether more may come. */
  readonly isAwaited: boolean;
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion | undefined) => void;
};

function Suggestions({ id, q, suggestions, isAwaited, active, onChoose }: SuggestionsProps) {
  const { t } = useI18n();
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    'aria-selected': index === active,
    className: index === active ? 'suggestion active' : 'suggestion',
    // A press must not take the focus from the field before the click arrives.
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => onChoose(suggestions[index]),
  });
  return (
    <div id={`${id}-list`} className="suggestions" role="listbox" aria-label={t('top.search')}>
      {suggestions.map((suggestion, index) => (
        <div key={suggestion.key} {...option(index)}>
          <Icon name={suggestion.kind === 'place' ? 'place' : 'record'} size={15} />
          <bdi>{suggestion.label}</bdi>
          <span className="beside">
            <bdi>{suggestion.beside}</bdi>
          </span>
        </div>
      ))}
      {suggestions.length === 0 && !isAwaited ? (
        <p className="fact-note suggestion-none">{t('top.search-none', { q })}</p>
      ) : null}
      <div {...option(suggestions.length)}>
        <Icon name="filter" size={15} />
        <span>{t('top.search-apply', { q })}</span>
        <kbd>↵</kbd>
      </div>
    </div>
  );
}
