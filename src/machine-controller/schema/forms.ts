/** What a value may be, in the words of machine-controller's decoder. */
export type Form =
  /** A `ConfigVarString`; numbers and truth values are read as texts. */
  | 'text or reference'
  /** A `ConfigVarBool`. */
  | 'boolean or reference'
  | 'text'
  | 'boolean'
  /** A number of at most 32 bits. */
  | 'whole number'
  /** A number, or a share such as `25%`. */
  | 'number or share'
  | 'map of texts'
  /** A map whose keys are checked elsewhere. */
  | 'map'
  | 'anything'
  | ListForm
  | MapForm;

/** A list of values of one form. */
export interface ListForm {
  readonly items: Form;
}

/** A map with known keys. */
export interface MapForm {
  readonly keys: { readonly [key: string]: Form };
  /** Whether machine-controller refuses other keys; otherwise it ignores them. */
  readonly isStrict: boolean;
  /** Where keys belong that stand in this map by mistake, or that older releases had here. */
  readonly moved?: { readonly [key: string]: string };
}
