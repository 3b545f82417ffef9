import { html, useRef, useState } from '../../npm/preact.js';
import { Lost, post } from '../api.js';
import { saidOf } from '../fold/said.js';

/**
 * A form for one act. What came of it is said in the answer's own words; where no answer came, that is said, and a second click is a
 * repeat of the first, not a second act. `of` tells it from another of the same verb on the page.
 */
export function Act({ path, fields, verb, of = verb, about, danger, body = {}, onDone }) {
  const [said, setSaid] = useState(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(null);
  const submit = async event => {
    event.preventDefault();
    const form = event.target;
    key.current ??= crypto.randomUUID();
    setBusy(true);
    setSaid(null);
    try {
      // What is left out is not sent: nothing and an empty text are two things.
      const given = Object.fromEntries(fields.map(field => [field.name, form.elements[field.name].value.trim()]).filter(([, value]) => value !== ''));
      const receipt = await post(path, { ...body, ...given }, key.current);
      key.current = null;
      form.reset();
      setSaid(saidOf(receipt));
      onDone?.(receipt);
    } catch (error) {
      // What was refused was not done: the next click is another request.
      if (!(error instanceof Lost)) key.current = null;
      const text = error instanceof Lost ? 'No answer came: whether it was done is not known. Click again; it is not done twice.' : error.message;
      setSaid({ tone: 'bad', text });
    } finally {
      setBusy(false);
    }
  };
  return html`
    <form class="act" onSubmit=${submit} aria-label=${verb}>
      ${fields.map(field => html`<${Field} ...${field} of=${of} />`)}
      <button class=${danger ? 'danger' : ''} disabled=${busy}>${verb}</button>
      ${about && html`<p class="about">${about}</p>`}
      <p class="said ${said?.tone ?? ''}" role="status">${said?.text}</p>
    </form>
  `;
}

function Field({ of, name, label, placeholder, options, value, pattern, optional, long }) {
  // A page may have several acts, and each its own reason.
  const id = `field-${of}-${name}`.replace(/\W+/g, '-');
  return html`
    <label for=${id}>${label}</label>
    ${long
      ? html`<textarea id=${id} name=${name} rows="4" required=${!optional} spellcheck="false" placeholder=${placeholder} defaultValue=${value} />`
      : html`<input id=${id} name=${name} required=${!optional} autocomplete="off" spellcheck="false" placeholder=${placeholder} defaultValue=${value}
          pattern=${pattern} list=${options ? `${id}-options` : null} />`}
    ${options && html`<datalist id="${id}-options">${options.map(option => html`<option value=${option} />`)}</datalist>`}
  `;
}
