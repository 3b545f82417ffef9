import { html, useEffect, useState } from '../../npm/preact.js';

const AGAIN = 2000;

/** A page that is loaded when it is first opened. */
export function lazy(load) {
  return function Lazy(props) {
    const [page, setPage] = useState(null);
    const [isLost, setLost] = useState(false);
    useEffect(() => void load().then(loaded => setPage(() => loaded), () => setLost(true)), []);
    useEffect(() => {
      if (!isLost) return undefined;
      // A module that could not be loaded is not asked for again by the browser: the whole is loaded anew, once it can be.
      const timer = setInterval(() => fetch('icon.svg').then(() => location.reload(), () => {}), AGAIN);
      return () => clearInterval(timer);
    }, [isLost]);
    if (isLost) return html`<p class="trouble" role="alert"><strong>This page cannot be loaded.</strong> The stack does not answer; it is asked again.</p>`;
    return page ? html`<${page} ...${props} />` : html`<p aria-busy="true">…</p>`;
  };
}
