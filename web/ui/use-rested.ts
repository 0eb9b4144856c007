import { useEffect, useState } from 'react';

/** A value once it has been the same for a while, milliseconds; the first at once. */
export function useRested<Value>(value: Value, forMs: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return rested;
}
