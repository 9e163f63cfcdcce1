import { Document, isMap, isPair, isScalar, isSeq, Pair, Scalar, YAMLMap } from 'yaml';
import { Change, nameOf, Weight } from './change';
import { comment, commentsOf } from './comments';
import type { Manifest } from '../manifests/manifest';

/** A path to a field: keys, and indexes of lists. A text stands for keys with dots between them. */
export type Path = string | readonly (string | number)[];

/** Changes an object in its document. Each change has a reason, and comments stay with what they are about. */
export class Editor {
  private readonly named: string;

  constructor(
    public readonly manifest: Manifest,
    private readonly tell: (change: Change) => void,
    private readonly touch: () => void,
  ) {
    this.named = nameOf(manifest);
  }

  /** The value at a path as plain data, if the path exists. */
  public get(path: Path): any {
    const node = this.node(path);
    return isMap(node) || isSeq(node) ? node.toJS(this.document) : isScalar(node) ? node.value : undefined;
  }

  public has(path: Path): boolean {
    return this.node(path) !== undefined;
  }

  /** The paths of the items of a list; none if there is no list. */
  public items(path: Path): Path[] {
    const node = this.node(path);
    return isSeq(node) ? node.items.map((_item, index) => [...keysOf(path), index]) : [];
  }

  /** The keys of a mapping; none if there is no mapping. */
  public keys(path: Path): string[] {
    const node = this.node(path);
    return isMap(node) ? node.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
  }

  /** Writes a value. Its reason is told as a change. */
  public set(path: Path, value: unknown, reason: string, weight = Weight.CHANGE): void {
    this.write(path, value);
    this.say(weight, `${textOf(path)} becomes ${shown(value)}: ${reason}`);
  }

  public remove(path: Path, reason: string, weight = Weight.CHANGE): void {
    if (!this.has(path)) return;
    this.take(keysOf(path));
    this.say(weight, `${textOf(path)} is removed: ${reason}`);
  }

  /** Removes a text from a list. Its index is not told, because it depends on what was removed before. */
  public removeText(list: Path, text: string, reason: string, weight = Weight.CHANGE): void {
    const item = this.items(list).find((each) => this.get(each) === text);
    if (item === undefined) return;
    this.take(keysOf(item));
    this.say(weight, `${textOf(list)} no longer lists ${text}: ${reason}`);
  }

  /** Moves a field with its comments. What is at the new place already stays, and the field is removed. */
  public move(from: Path, to: Path, reason: string): void {
    if (!this.has(from)) return;
    if (this.has(to)) {
      this.remove(from, `${textOf(to)} is there already, and ${reason}`, Weight.WARNING);
      return;
    }
    const place = this.placeOf(keysOf(from));
    const pair = this.take(keysOf(from));
    const isRenamed = textOf(keysOf(from).slice(0, -1)) === textOf(keysOf(to).slice(0, -1));
    this.put(pair, to, isRenamed ? place : undefined);
    this.say(Weight.CHANGE, `${textOf(from)} becomes ${textOf(to)}: ${reason}`);
  }

  /** Writes the comments of a field, which will be removed, before the field that replaces it. */
  public keepComments(from: Path, to: Path, other: Editor = this): void {
    const [old, replacing] = [this.pairAt(from), other.pairAt(to)];
    if (old !== undefined && replacing !== undefined) comment(replacing, commentsOf(old));
  }

  /** Removes a field without telling it, as a part of a change that is told. */
  public discard(path: Path): void {
    this.take(keysOf(path));
  }

  /** Moves a field with its comments to another object. It is a part of a change that is told. */
  public give(from: Path, other: Editor, to: Path): void {
    other.put(this.take(keysOf(from)), to);
  }

  public warn(text: string): void {
    this.tell({ weight: Weight.WARNING, where: this.manifest.where, object: this.named, text });
  }

  public fail(text: string): void {
    this.tell({ weight: Weight.ERROR, where: this.manifest.where, object: this.named, text });
  }

  /** Writes a value without telling it, as a part of a change that is told. */
  public write(path: Path, value: unknown): void {
    const keys = keysOf(path);
    const old = this.node(path);
    this.touch();
    if (isScalar(old) && !isCollection(value)) {
      old.value = value;
      if (typeof value !== 'string') delete old.type;
      return;
    }
    const node = this.document.createNode(value);
    const holder = this.node(keys.slice(0, -1));
    const key = keys[keys.length - 1];
    if (isSeq(holder)) holder.set(key, node);
    else this.mapAt(keys.slice(0, -1)).set(key, node);
  }

  /** Tells a change that was made without telling it. */
  public say(weight: Weight, text: string): void {
    this.touch();
    this.tell({ weight, where: this.manifest.where, object: this.named, text });
  }

  private get document(): Document {
    return this.manifest.source.document;
  }

  private node(path: Path): unknown {
    const keys = keysOf(path);
    const node = keys.length === 0 ? this.manifest.node : this.manifest.node.getIn(keys, true);
    return node === null ? undefined : node;
  }

  private mapAt(keys: readonly (string | number)[]): YAMLMap {
    const found = this.node(keys);
    if (isMap(found)) return found as YAMLMap;
    const holder = this.node(keys.slice(0, -1));
    const fresh = new YAMLMap(this.document.schema);
    if (isSeq(holder)) holder.set(keys[keys.length - 1], fresh);
    else this.mapAt(keys.slice(0, -1)).set(keys[keys.length - 1], fresh);
    return fresh;
  }

  /** Puts a field at a place in its new mapping; at the end if there is none. */
  private put(pair: Pair<unknown, unknown>, to: Path, place?: number): void {
    const target = keysOf(to);
    if (isScalar(pair.key)) pair.key.value = target[target.length - 1];
    const holder = this.mapAt(target.slice(0, -1));
    holder.items.splice(place ?? holder.items.length, 0, pair);
    this.touch();
  }

  private pairAt(path: Path): Pair<unknown, unknown> | undefined {
    const keys = keysOf(path);
    const holder = this.node(keys.slice(0, -1));
    return isMap(holder) ? holder.items.find((pair) => isNamed(pair, keys[keys.length - 1])) : undefined;
  }

  /** The place of a field in its mapping. */
  private placeOf(keys: readonly (string | number)[]): number | undefined {
    const holder = this.node(keys.slice(0, -1));
    return isMap(holder) ? holder.items.findIndex((pair) => isNamed(pair, keys[keys.length - 1])) : undefined;
  }

  /** Takes a field out of its mapping, or an item out of its list. */
  private take(keys: readonly (string | number)[]): Pair<unknown, unknown> {
    const holder = this.node(keys.slice(0, -1));
    const key = keys[keys.length - 1];
    this.touch();
    if (isMap(holder)) {
      const index = holder.items.findIndex((pair) => isNamed(pair, key));
      return holder.items.splice(index, 1)[0] as Pair<unknown, unknown>;
    }
    const value = isSeq(holder) ? holder.items.splice(Number(key), 1)[0] : undefined;
    return new Pair(new Scalar(key), value);
  }
}

function isNamed(pair: unknown, name: string | number): boolean {
  return isPair(pair) && (isScalar(pair.key) ? pair.key.value : pair.key) === name;
}

/** The keys of a path. */
export function keysOf(path: Path): readonly (string | number)[] {
  return typeof path === 'string' ? path.split('.').filter((key) => key !== '') : path;
}

/** The path of a field below another. */
export function below(path: Path, field: string): Path {
  return [...keysOf(path), ...keysOf(field)];
}

/** A path for people, such as `spec.volumes[0].name`. */
export function textOf(path: Path): string {
  return keysOf(path)
    .map((key) => (typeof key === 'number' || /[./]/.test(key) ? `[${JSON.stringify(key)}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

/** A value in a message: only short scalars are repeated. */
function shown(value: unknown): string {
  if (isCollection(value)) return JSON.stringify(value).length > 160 ? 'another value' : JSON.stringify(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
