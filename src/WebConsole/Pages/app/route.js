// Pages stand behind the # of the address: the files are the same for all of them, wherever they are served from.

import { useEffect, useState } from '../npm/preact.js';

/** The words of the page's address, decoded. What lets somebody in stands there, too, and is no page. */
export function words(hash) {
  if (hash.startsWith('#key=')) return [];
  return hash.replace(/^#\/?/, '').split('/').filter(word => word !== '').map(decoded);
}

export const linkTo = (...parts) => '#/' + parts.map(encodeURIComponent).join('/');

export function useRoute() {
  const [at, setAt] = useState(words(location.hash));
  useEffect(() => {
    const moved = () => {
      setAt(words(location.hash));
      document.querySelector('main')?.focus();
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return at;
}

function decoded(word) {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
