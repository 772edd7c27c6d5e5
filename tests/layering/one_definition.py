#!/usr/bin/env python3
"""Every type that a program of ours can see has one definition.

All rooms share one namespace and end in the same programs. Two types of one name in files that never meet compile and link without a word,
and the linker then takes one of two `std::vector<T>` for both: memory is written by the wrong layout. Types in unnamed namespaces and types
within types are nobody else's and may share a name.

usage: one_definition.py ROOT | one_definition.py --self-test
"""
import pathlib
import re
import sys

NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
NAMESPACE = re.compile(r'(?:inline\s+)?namespace\s*([\w:]*)\s*$')
TYPE = re.compile(r'\b(?:struct|class|union|enum(?:\s+class)?)\s+(?:alignas\s*\([^)]*\)\s*)?([A-Za-z_]\w*)(?:\s+final)?\s*(?::(?!:)[^{;]*)?$')


def types_of(text):
    """Qualified names of the types defined at namespace scope, with the line of each."""
    code = NOT_CODE.sub(lambda found: re.sub(r'[^\n]', ' ', found.group()), text)
    code = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', lambda found: re.sub(r'[^\n]', ' ', found.group()), code, flags=re.MULTILINE)
    scopes, start = [], 0
    for found in re.finditer(r'[{};]', code):
        before = code[start:found.start()].strip()
        start = found.end()
        if found.group() == '}':
            if scopes:
                scopes.pop()
        elif found.group() == '{':
            named = NAMESPACE.search(before)
            if not named and (defined := TYPE.search(before)) and None not in scopes and '' not in scopes:
                yield '::'.join([*scopes, defined.group(1)]), code.count('\n', 0, found.start()) + 1
            scopes.append(named.group(1) if named else None)


def meet(path, other):
    """Whether a test of ours is linked with the other file: tests of one folder with each other, and with the rooms."""
    return not other.startswith('tests/') or pathlib.PurePath(path).parent == pathlib.PurePath(other).parent


def faults(files):
    places = {}
    for path, text in files:
        for name, line in types_of(text):
            places.setdefault(name, []).append((path, line))
    for name, found in sorted(places.items()):
        files_of_one = {}
        for path, line in found:
            if path.startswith('tests/') and not any(meet(path, other) for other, _ in found if other != path):
                continue
            files_of_one.setdefault(path, line)                  # twice in one file: one for each machine, or it would not compile
        if len(files_of_one) > 1:
            yield f'{name} is defined more than once: ' + ', '.join(f'{path}:{line}' for path, line in files_of_one.items())


def self_test():
    here = 'namespace archipelago {\nstruct Knob { double* value; };\nenum class Kind : int { a };\n}\n'
    hidden = 'namespace archipelago {\nnamespace {\nstruct Knob {};\n}\nclass Owner { struct Knob {}; };\nstruct Kind;\n} // struct Owner {\n'
    assert not list(faults([('a.cpp', here), ('b.cpp', hidden)])), list(faults([('a.cpp', here), ('b.cpp', hidden)]))
    assert list(faults([('a.cpp', here), ('c.cpp', here)])) == ['archipelago::Kind is defined more than once: a.cpp:3, c.cpp:3',
                                                                'archipelago::Knob is defined more than once: a.cpp:2, c.cpp:2']
    assert not list(faults([('a.cpp', here), ('d.cpp', here.replace('archipelago', 'archipelago::gui'))]))
    assert not list(faults([('tests/a/a.cpp', here), ('tests/b/a.cpp', here)]))
    assert len(list(faults([('tests/a/a.cpp', here), ('tests/a/b.cpp', here)]))) == len(list(faults([('tests/a/a.cpp', here), ('a.cpp', here)]))) == 2


def main():
    self_test()
    if sys.argv[1:] == ['--self-test']:
        return 0
    root = pathlib.Path(sys.argv[1])
    rooms = ('models', 'scenarios', 'reports', 'sim', 'gui', 'tests')
    found = list(faults((path.relative_to(root).as_posix(), path.read_text(encoding='utf-8')) for room in rooms
                        for path in sorted((root / room).rglob('*')) if path.suffix in ('.cpp', '.hpp', '.cu')))
    print('\n'.join(found))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
