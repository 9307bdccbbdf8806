/** A failure that the user can mend; its message is the one line that he is shown. */
export class Plain extends Error {}
