type SkeletonProps = { readonly label: string; readonly rows: number };

/** The shape of what is coming; said once in words to a screen reader. */
export function Skeleton({ label, rows }: SkeletonProps) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row" aria-hidden="true">
          <span className="skeleton-mark" />
          <span className="skeleton-lines">
            <i />
            <i />
          </span>
        </div>
      ))}
    </div>
  );
}
