import { ImageLock, locked } from './image-lock';
import type { KubernetesObject } from '../releases/facts';
import { isPlain } from '../toolkit/merge';

/** The transport of images of registries that CDI imports. */
const DOCKER = 'docker://';
const SIDECARS = 'hooks.kubevirt.io/hookSidecars';

/** Fields that hold an image: those of pods, a machine's disk, and the container that a kernel is booted from. */
const HOLDERS = ['containers', 'initContainers', 'ephemeralContainers', 'containerDisk', 'container'];

type Change = (image: string) => string;
type Mapping = Readonly<Record<string, unknown>>;

/** The images that an object names, in the order of its fields: of containers, machines' disks and imports. */
export function imagesIn({ kind, ...object }: KubernetesObject): string[] {
  if (kind === 'CustomResourceDefinition') return [];
  const found: string[] = [];
  changed(object, (image) => {
    found.push(image);
    return image;
  });
  return [...new Set(found)];
}

/**
 * The object with digests in place of tags, as far as a lock has them; the object itself if it has none. A
 * DataImportCron keeps its tag, whose changes it is there to follow. virt-operator takes the digest of its own image
 * for that of its components, so its Deployment is left to the cluster.
 */
export function withDigests<T extends KubernetesObject>(object: T, lock: ImageLock): T {
  const { kind, metadata } = object;
  if (['CustomResourceDefinition', 'DataImportCron'].includes(kind)) return object;
  if (kind === 'Deployment' && metadata.name === 'virt-operator') return object;
  return withDigestsIn(object, lock);
}

/** A part of an object with digests in place of tags, as far as a lock has them. */
export function withDigestsIn<T extends object>(part: T, lock: ImageLock): T {
  return changed(part, (image) => locked(image, lock)) as T;
}

/** The value with each image changed. What is not changed is shared with the original. */
function changed(value: unknown, change: Change, parent = ''): unknown {
  if (Array.isArray(value)) return changedList(value, change, parent);
  if (!isPlain(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, each] of Object.entries(value)) {
    const now = typeof each === 'string' ? changedText(key, each, parent, change) : changed(each, change, key);
    if (now !== each) (copy ??= { ...value })[key] = now;
  }
  return copy ?? value;
}

function changedList(list: readonly unknown[], change: Change, parent: string): unknown {
  const now = list.map((each) => changed(each, change, parent));
  return now.some((each, index) => each !== list[index]) ? now : list;
}

function changedText(key: string, text: string, parent: string, change: Change): string {
  if (key === SIDECARS) return changedSidecars(text, change);
  if (key === 'sidecarImage') return change(text);
  if (isImported(key, parent) && text.startsWith(DOCKER)) return `${DOCKER}${change(text.slice(DOCKER.length))}`;
  return key === 'image' && HOLDERS.includes(parent) ? change(text) : text;
}

/** Whether CDI imports what a field names; machine-controller hands the image of a node's disk to it. */
function isImported(key: string, parent: string): boolean {
  return (key === 'url' && parent === 'registry')
    || (key === 'osImage' && parent === 'primaryDisk') || (key === 'value' && parent === 'osImage');
}

/** Sidecars are written as JSON into an annotation. */
function changedSidecars(text: string, change: Change): string {
  let sidecars: unknown;
  try {
    sidecars = JSON.parse(text);
  } catch {
    return text;
  }
  if (!Array.isArray(sidecars)) return text;
  const now = sidecars.map((each: unknown) => (
    isPlain(each) && typeof each.image === 'string' ? withImage(each, change(each.image)) : each));
  return now.some((each, index) => each !== sidecars[index]) ? JSON.stringify(now) : text;
}

function withImage(sidecar: Mapping, image: string): Mapping {
  return sidecar.image === image ? sidecar : { ...sidecar, image };
}
