// Signs an approver in by authorization code with PKCE, gives the form its token, and leaves the rest to the form's own script.
// The token stays in this tab and goes nowhere but into the one request.

const kept = { verifier: 'killswitch-verifier', state: 'killswitch-state', from: 'killswitch-from', token: 'killswitch-token' };

if (location.pathname === '/signed-in') {
  await redeem();
} else {
  await import('/assets/decision.js');
  const form = document.getElementById('decision');
  if (form) prepare(form);
}

function prepare(form) {
  const field = form.elements.token;
  const label = form.querySelector('label[for="token"]');
  const token = sessionStorage.getItem(kept.token);
  if (token && !isOver(token)) {
    field.value = token;
    field.hidden = true;
    label.textContent = `Signed in as ${claims(token)['cognito:username']}.`;
    // A decision empties the field; another one in this tab needs the token once more.
    form.addEventListener('submit', () => { field.value = token; }, { capture: true });
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Sign in to decide';
  button.addEventListener('click', signIn);
  field.replaceWith(button);
  label.textContent = 'A decision goes into the audit under your name.';
  form.querySelector('button[type="submit"]').hidden = true;
}

async function signIn() {
  const places = await (await fetch('/assets/sign-in.json')).json();
  const verifier = random();
  const state = random();
  sessionStorage.setItem(kept.verifier, verifier);
  sessionStorage.setItem(kept.state, state);
  sessionStorage.setItem(kept.from, location.pathname);
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
  location.assign(`${places.authorize}?${new URLSearchParams({
    response_type: 'code', client_id: places.client_id, redirect_uri: places.redirect, scope: 'openid', state,
    code_challenge: challenge, code_challenge_method: 'S256',
  })}`);
}

async function redeem() {
  const answer = new URLSearchParams(location.search);
  const from = sessionStorage.getItem(kept.from);
  const verifier = sessionStorage.getItem(kept.verifier);
  const expected = sessionStorage.getItem(kept.state);
  for (const name of [kept.from, kept.verifier, kept.state]) sessionStorage.removeItem(name);
  // Only an answer to a question of this tab counts, and only a path of this site is gone to.
  if (!verifier || !expected || answer.get('state') !== expected || !from?.startsWith('/approvals/')) {
    return say('This sign-in was not begun in this tab. Open the link from the mail again.');
  }
  try {
    const places = await (await fetch('/assets/sign-in.json')).json();
    const response = await fetch(places.token, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code', client_id: places.client_id, code: answer.get('code') ?? '',
        redirect_uri: places.redirect, code_verifier: verifier,
      }),
    });
    if (!response.ok) throw new Error(String(response.status));
    sessionStorage.setItem(kept.token, (await response.json()).id_token);
    location.replace(from);
  } catch {
    say('The sign-in did not succeed. Open the link from the mail and sign in again.');
  }
}

function say(text) {
  document.getElementById('sign-in').textContent = text;
}

function claims(token) {
  const bytes = Uint8Array.from(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function isOver(token) {
  return claims(token).exp * 1000 < Date.now() + 30_000;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
