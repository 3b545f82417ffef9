// Sends a decision and shows what became of it. The page is complete without this script; only deciding needs it.

for (const time of document.querySelectorAll('time')) {
  time.title = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'long' });
}

const form = document.getElementById('decision');
if (form) {
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form);
  });
}

// A sending that is repeated after a broken connection must not become a second decision: the key stays the same until the content changes.
let last = { body: null, key: null };

function keyFor(body) {
  if (last.body !== body) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    last = { body, key: [...bytes].map(b => b.toString(16).padStart(2, '0')).join('') };
  }
  return last.key;
}

async function send(form) {
  const button = form.querySelector('button');
  const body = JSON.stringify({ decision: form.elements.decision.value, reason: form.elements.reason.value.trim() });
  button.disabled = true;
  try {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        'Authorization': `Bearer ${form.elements.token.value.trim()}`,
        'Content-Type': 'application/json',
        'Accept': 'application/json',
        'Idempotency-Key': keyFor(body),
      },
      body,
    });
    const answer = await response.json();
    if (response.ok) {
      form.elements.token.value = '';
      await showOutcome(visible(answer.message));
    } else {
      say(`${answer.title}\n${visible(answer.detail)}`, true);
    }
  } catch {
    say('No answer\nIt is not known whether the decision arrived. Send it again: it counts once.', true);
  } finally {
    button.disabled = false;
  }
}

// Others' words stand in it: what would turn or hide them is shown by its number, as the rest of the page does (VisibleText).
function visible(text) {
  return text.replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, acts =>
    acts.split('').map(unit => '\\u' + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')).join(''));
}

// The page as it is now, with what came of the decision in front.
async function showOutcome(message) {
  const page = await fetch(location.pathname, { headers: { 'Accept': 'text/html' } });
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('main');
  const note = document.createElement('p');
  note.className = 'note';
  note.setAttribute('role', 'status');
  note.textContent = message;
  fresh.querySelector('h1').after(note);
  fresh.querySelector('#decision')?.remove();
  document.querySelector('main').replaceWith(fresh);
  scrollTo({ top: 0 });
}

function say(text, refused) {
  const answer = document.getElementById('answer');
  answer.toggleAttribute('data-refused', refused);
  answer.textContent = text;
  answer.scrollIntoView({ block: 'nearest' });
}
