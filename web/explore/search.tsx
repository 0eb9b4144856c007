import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Selection } from '../view.ts';
import { fetchPlaces } from './places.ts';
import { suggest, type Place, type Suggestion } from './suggestions.ts';
import { TooManyNote } from './too-many.tsx';
import type { Collections } from './use-collections.ts';

type SearchProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly q: string;
  readonly collections: Pick<Collections, 'incidents' | 'airspace' | 'crossings'>;
  readonly onFilter: (q: string) => void;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (selection: Selection) => void;
};

/**
 * Search with suggestions, after the ARIA combobox pattern. A place moves the map, a record opens, and Enter on the
 * bare text makes it a filter.
 */
export function Search({ input, q, collections, onFilter, onPlace, onOpen }: SearchProps) {
  const { t } = useI18n();
  const [text, setText] = useState(q);
  const [known, setKnown] = useState(q);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(-1);
  const id = useId();
  const places = useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => fetchPlaces(signal),
    enabled: wanted,
    staleTime: Infinity,
  });
  const asked = useDeferredValue(text);
  const suggestions = useMemo(
    () => (open ? suggest(asked, { places: places.data ?? [], ...collections }) : []),
    [open, asked, places.data, collections],
  );
  // The filter may be taken off elsewhere, by its chip or by the back button.
  if (known !== q) {
    setKnown(q);
    setText(q);
  }

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (suggestion: Suggestion | undefined): void => {
    close();
    if (suggestion === undefined) onFilter(text.trim());
    else if (suggestion.kind === 'place') onPlace(suggestion.place);
    else onOpen(suggestion.selection);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const count = suggestions.length + 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((at) => (event.key === 'ArrowDown' ? (at + 1) % count : (at <= 0 ? count : at) - 1));
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
          setActive(-1);
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
        <Suggestions id={id} q={text.trim()} suggestions={suggestions} active={active} onChoose={choose} />
      ) : null}
    </div>
  );
}

type SuggestionsProps = {
  readonly id: string;
  readonly q: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion | undefined) => void;
};

function Suggestions({ id, q, suggestions, active, onChoose }: SuggestionsProps) {
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
      {suggestions.length === 0 ? <p className="fact-note suggestion-none">{t('top.search-none', { q })}</p> : null}
      <TooManyNote />
      <div {...option(suggestions.length)}>
        <Icon name="filter" size={15} />
        <span>{t('top.search-apply', { q })}</span>
        <kbd>↵</kbd>
      </div>
    </div>
  );
}
