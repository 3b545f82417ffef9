// Looks again and again, and says since when it has not been able to: a page never shows old figures as if they were new.

import { useEffect, useState } from '../npm/preact.js';

/**
 * What `look` gave last, asked again every `ms` while the page is open.
 * Gives { value, at, trouble }: when it was so (null before the first), and why it is not known any more (null while it is).
 */
export function useWatch(look, ms, ...depends) {
  const [seen, setSeen] = useState({ value: null, at: null, trouble: null });
  useEffect(() => {
    let stopped = false;
    let timer;
    setSeen({ value: null, at: null, trouble: null });
    async function again(before) {
      try {
        const value = await look(before);
        if (stopped) return;
        setSeen({ value, at: Date.now(), trouble: null });
        timer = setTimeout(again, ms, value);
      } catch (error) {
        if (stopped) return;
        setSeen(seen => ({ ...seen, trouble: error }));
        timer = setTimeout(again, Math.max(ms, 1000), before);
      }
    }
    again(null);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, depends);
  return seen;
}
