// Texts as people may be shown them. Pure.

/** Its beginning, where it has more than so many characters; no character is cut in half. */
export function short(text, most = 140) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** Characters that turn the direction of what follows stand as what they are: nobody is to read a reason backwards. */
export const visible = text =>
  text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, c => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
