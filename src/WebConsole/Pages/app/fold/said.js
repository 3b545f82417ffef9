// What an act was answered with, as it is shown. Pure.

/** Done is green; done, and perhaps not what was meant, is to be seen. */
export const saidOf = receipt => ({ tone: receipt.unseen ? 'warned' : 'good', text: receipt.message ?? receipt.says ?? 'Done.' });
