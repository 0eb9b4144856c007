import { memo, useMemo } from 'react';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category } from '../../api/incidents/contract.ts';
import { glyphPaths } from '../map/glyphs.ts';
import { incidentMarkShapes, MARK_EXTENT } from '../map/marks.ts';
import { shapesToSvg, type Shape } from '../map/shapes.ts';

type ShapesProps = { readonly shapes: readonly Shape[]; readonly size: number; readonly extent: number };

/** A drawing of the map, in the page: the very same paths, coloured by the page's theme. */
export function Shapes({ shapes, size, extent }: ShapesProps) {
  const markup = useMemo(() => ({ __html: shapesToSvg(shapes, { size, extent }) }), [shapes, size, extent]);
  // The markup is made here from path data of our own; nothing of a record is in it.
  return <span className="mark" dangerouslySetInnerHTML={markup} />;
}

type MarkProps = { readonly status: OccurrenceStatus; readonly category?: Category | null; readonly size?: number };

/** The mark of a status as the map draws it; with a category, its sign stands inside. */
export const StatusMark = memo(function StatusMark({ status, category = null, size = 24 }: MarkProps) {
  const shapes = useMemo(() => incidentMarkShapes(status, category), [status, category]);
  return <Shapes shapes={shapes} size={size} extent={MARK_EXTENT} />;
});

/** The glyph of a category alone, in the colour of text. */
export const CategoryGlyph = memo(function CategoryGlyph({
  category,
  size = 18,
}: {
  category: Category;
  size?: number;
}) {
  const shapes = useMemo((): Shape[] => {
    const { fill, stroke } = glyphPaths[category];
    return [
      ...(fill ? [{ d: fill, fill: 'ink1' as const }] : []),
      ...(stroke ? [{ d: stroke, stroke: 'ink1' as const, width: 1.4 }] : []),
    ];
  }, [category]);
  return <Shapes shapes={shapes} size={size} extent={8} />;
});
