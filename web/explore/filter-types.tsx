import { useState } from 'react';
import { CATEGORIES, TYPES_BY_CATEGORY, type Category, type IncidentType } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { CategoryGlyph } from '../incidents/status-mark.tsx';
import { Icon } from '../ui/icon.tsx';
import type { View } from '../view.ts';
import { Facet, FacetGroup } from './facet.tsx';
import type { Facets } from './filter.ts';

type Value = Category | IncidentType;

/**
 * The chosen types after a click on a category or on one of its types. A category stands for all of its types: taking
 * one out of it leaves the others, and choosing the last one makes it whole again.
 */
export function toggleType(chosen: readonly Value[], category: Category, type: IncidentType | null): Value[] {
  const all: readonly Value[] = TYPES_BY_CATEGORY[category];
  const others = chosen.filter((value) => value !== category && !all.includes(value));
  const whole = chosen.includes(category);
  if (type === null) return whole ? others : [...others, category];
  const had = whole ? all : all.filter((value) => chosen.includes(value));
  const now = had.includes(type) ? had.filter((value) => value !== type) : [...had, type];
  if (now.length === all.length) return [...others, category];
  return [...others, ...all.filter((value) => now.includes(value))];
}

type FilterTypesProps = {
  readonly types: View['types'];
  /** Null while they are not known. */
  readonly counts: Facets['types'] | null;
  readonly onChange: (types: View['types']) => void;
};

/** Categories with their share, each unfolding to its types. */
export function FilterTypes({ types, counts, onChange }: FilterTypesProps) {
  const { t } = useI18n();
  const [unfolded, setUnfolded] = useState<ReadonlySet<Category>>(new Set());
  const most = Math.max(1, ...CATEGORIES.map((category) => counts?.[category] ?? 0));
  const fold = (category: Category): void => {
    const next = new Set(unfolded);
    if (!next.delete(category)) next.add(category);
    setUnfolded(next);
  };
  return (
    <FacetGroup title={t('filters.type')}>
      {CATEGORIES.map((category) => {
        const open = unfolded.has(category);
        const label = t(`category.${category}`);
        return (
          <div key={category} className="facet-category">
            <Facet
              label={label}
              count={counts && (counts[category] ?? 0)}
              chosen={types.includes(category)}
              share={(counts?.[category] ?? 0) / most}
              mark={<CategoryGlyph category={category} />}
              onToggle={() => onChange(toggleType(types, category, null))}
            />
            <button
              type="button"
              className="unfold"
              aria-expanded={open}
              aria-label={t(open ? 'filters.fold-types' : 'filters.unfold-types', { category: label })}
              onClick={() => fold(category)}
            >
              <Icon name={open ? 'up' : 'down'} size={14} />
            </button>
            {open ? (
              <div className="facet-types">
                {TYPES_BY_CATEGORY[category].map((type) => (
                  <Facet
                    key={type}
                    indent
                    label={t(`type.${type}`)}
                    count={counts && (counts[type] ?? 0)}
                    chosen={types.includes(category) || types.includes(type)}
                    onToggle={() => onChange(toggleType(types, category, type))}
                  />
                ))}
              </div>
            ) : null}
          </div>
        );
      })}
    </FacetGroup>
  );
}
