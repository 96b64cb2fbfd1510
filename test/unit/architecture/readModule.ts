import { parseSync } from 'vite';

/** One import of any kind; `specifier` is absent where it is worked out at run time and cannot be read. */
interface Import {
  readonly specifier?: string;
  /** Nothing is left of it when compiled. */
  readonly isType: boolean;
  /** It is loaded only when the module's code comes to it. */
  readonly isLate?: true;
}

/** What a module's source shows of its dealings with the world. */
export interface ModuleRead {
  readonly imports: readonly Import[];
  /** Names that stand alone, not as a member of something: `fetch`, `Date`. */
  readonly names: ReadonlySet<string>;
  /** Members of a name, `console.log`. */
  readonly members: ReadonlySet<string>;
  /** How often a method of this name is called. */
  readonly calls: ReadonlyMap<string, number>;
}

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Reads a module by the bundler's own parser, types included. Throws on source that is not TypeScript or JavaScript. */
export function readModule(path: string, source: string): ModuleRead {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const names = new Set<string>();
  const members = new Set<string>();
  const calls = new Map<string, number>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isNode(value)) return;
    const found = importOf(value);
    if (found !== undefined) imports.push(found);
    if (value.type === 'Identifier') names.add(String(value.name));
    if (value.type === 'MemberExpression') {
      const { object, property, computed } = value;
      if (isNode(object) && isNode(property) && !computed) members.add(`${nameOf(object)}.${nameOf(property)}`);
    }
    if (value.type === 'CallExpression' && isNode(value.callee) && value.callee.type === 'MemberExpression') {
      const method = isNode(value.callee.property) ? nameOf(value.callee.property) : '';
      calls.set(method, (calls.get(method) ?? 0) + 1);
    }
    for (const [key, child] of Object.entries(value)) if (!isOnlyAName(value, key)) visit(child);
  };
  visit(program);
  return { imports, names, members, calls };
}

function importOf(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return read(node.source, node.importKind === 'type' || isEachType(node.specifiers, 'importKind'));
    case 'ExportAllDeclaration':
      return read(node.source, node.exportKind === 'type');
    case 'ExportNamedDeclaration':
      if (node.source === null) return undefined;
      return read(node.source, node.exportKind === 'type' || isEachType(node.specifiers, 'exportKind'));
    case 'ImportExpression':
      return { ...read(node.source, false), isLate: true };
    case 'TSImportType':
      return read(node.source, true);
    case 'TSExternalModuleReference':
      return read(node.expression, false);
    case 'CallExpression':
      return isLoading(node.callee) && Array.isArray(node.arguments) ? read(node.arguments[0], false) : undefined;
  }
  return undefined;
}

/** `require(…)`, `require.resolve(…)`, `import.meta.glob(…)`. */
function isLoading(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (nameOf(callee) === 'require') return true;
  if (callee.type !== 'MemberExpression' || !isNode(callee.object) || !isNode(callee.property)) return false;
  return (
    nameOf(callee.object) === 'require' ||
    (callee.object.type === 'MetaProperty' && /^glob/.test(nameOf(callee.property)))
  );
}

function read(source: unknown, isType: boolean): Import {
  const text = isNode(source) && source.type === 'Literal' ? source.value : undefined;
  return typeof text === 'string' ? { specifier: text, isType } : { isType };
}

function isEachType(specifiers: unknown, kind: string): boolean {
  return (
    Array.isArray(specifiers) && specifiers.length > 0 && specifiers.every((one) => isNode(one) && one[kind] === 'type')
  );
}

/** Where an identifier names a member or a key, and is no use of a name that stands alone. */
function isOnlyAName({ type, computed, shorthand }: Node, key: string): boolean {
  if (computed || shorthand) return false;
  if (type === 'MemberExpression') return key === 'property';
  return key === 'key';
}

function nameOf(node: Node): string {
  return typeof node.name === 'string' ? node.name : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
