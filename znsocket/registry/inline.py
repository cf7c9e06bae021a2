"""Writes the body of an entry into its method, which saves the call.

That is done where it makes no difference but to the time: the body goes straight to one ``return``
at its end, its source is at hand, and it has no name in common with what is around it. Its
statements keep their lines, so that tracebacks, debuggers and coverage show the module of the
entry; and they see the globals of that module, as they are when they run.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import symtable
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType
from typing import Any

#: The line of a method's source that the statements of the body replace.
PLACE = "BODY"

# What a function that uses these does may depend on all of its variables.
_LOOKING_AROUND = {"locals", "vars", "dir", "eval", "exec"}

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class NotWritable(Exception):  # noqa: N818 - no error: the body is called instead
    """A body cannot be written into a method."""


class Statements:
    """What a body does, to be written into a method; it ends with an assignment.

    Parameters
    ----------
    body : callable
        The function of an entry.
    parameters : list of str
        What its parameters are called, as its signature says.
    reply : str
        The variable that it assigns the reply to.

    Raises
    ------
    NotWritable
        The body is a generator, returns from several places, has variables of an outer function, or
        its source is not to be had.
    """

    def __init__(self, body: Callable[..., Any], parameters: list[str], reply: str) -> None:
        code = body.__code__
        # A decorator may have put something else in the place of what its signature tells.
        if _parameters(code) != parameters or code.co_flags & _GENERATORS:
            raise NotWritable(f"{body} is no plain function of {parameters}")
        self._function = _parsed(code)
        self._scope = body.__globals__
        self._filename = code.co_filename
        self._parameters = set(parameters)
        self._reply = reply

    def written_into(self, source: str, kept: set[str]) -> CodeType:
        """Compile the source of a method with these statements in their `PLACE`.

        The rest of the method has the line of the body's ``def``.

        Parameters
        ----------
        source : str
            Defines ``__make``, which defines ``__method``.
        kept : set of str
            Parameters of the body that are used behind its place, too.
        """
        tree = ast.parse(source)
        self._keep_apart(_Names(tree, "__make", "__method"), kept)
        for node in ast.walk(tree):
            if isinstance(node, (ast.stmt, ast.expr, ast.excepthandler, ast.arg)):
                node.lineno = node.end_lineno = self._function.lineno
                node.col_offset = node.end_col_offset = 0
        _insert(self._statements(), tree)
        return compile(tree, self._filename, "exec", dont_inherit=True)

    def _statements(self) -> list[ast.stmt]:
        *statements, last = self._function.body
        if statements and ast.get_docstring(self._function) is not None:
            del statements[0]
        returns = sum(node.__class__ is ast.Return for node in ast.walk(self._function))
        if returns != 1 or not isinstance(last, ast.Return) or last.value is None:
            raise NotWritable(f"{self._function.name} does not end with its only return")
        reply = ast.Assign([ast.Name(self._reply, ast.Store())], last.value)
        ast.fix_missing_locations(ast.copy_location(reply, last))
        return [*statements, reply]

    def _keep_apart(self, around: _Names, kept: set[str]) -> None:
        """Raise `NotWritable` when the body and what is around it use a name for two things."""
        body = _Names(ast.Module([self._function], []), self._function.name)
        clashes = (body.used & _LOOKING_AROUND) | (body.bound & kept)
        clashes |= ((body.bound & around.used) | (body.used & around.fixed)) - self._parameters
        # What is around the body sees the globals of the body before builtins.
        clashes |= around.looked_up & self._scope.keys()
        if clashes:
            raise NotWritable(f"{self._function.name} has its own {clashes}")


class _Names:
    """The names in a function; those that a function within it has for itself are of no account.

    Parameters
    ----------
    module : ast.Module
        What the function is in.
    *path : str
        Its name, behind that of the function around it if there is one.

    Attributes
    ----------
    used : set of str
        All names.
    bound : set of str
        Those that it gives a meaning, other than that of a parameter.
    fixed : set of str
        Those that have one here: parameters, bound names and those of an outer function.
    looked_up : set of str
        Those of globals and builtins.
    """

    def __init__(self, module: ast.Module, *path: str) -> None:
        table: symtable.SymbolTable = symtable.symtable(ast.unparse(module), "", "exec")
        for name in path:
            # Before it come the lambdas in decorators and defaults, which are called otherwise.
            *_, table = (one for one in table.get_children() if one.get_name() == name)
        inner = (one for one in _symbols_within(table) if not one.is_local())
        symbols = {*table.get_symbols(), *inner}
        self.used = {one.get_name() for one in symbols}
        self.bound = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported()}
        self.looked_up = {one.get_name() for one in symbols if one.is_global()}
        self.fixed = self.used - self.looked_up


def _symbols_within(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    """Yield the symbols of the functions within a function."""
    for child in table.get_children():
        yield from child.get_symbols()
        yield from _symbols_within(child)


def _insert(statements: list[ast.stmt], tree: ast.AST) -> None:
    """Put statements in their place."""
    for node in ast.walk(tree):
        block: list[ast.stmt] = getattr(node, "body", [])
        for at, statement in enumerate(block):
            match statement:
                case ast.Expr(ast.Name(name)) if name == PLACE:
                    block[at : at + 1] = statements
                    return


def _parameters(code: CodeType) -> list[str]:
    """Return the names of a function's parameters in the order of its signature."""
    given, named = code.co_argcount, code.co_kwonlyargcount
    names = list(code.co_varnames)
    several = names[given + named : given + named + bool(code.co_flags & inspect.CO_VARARGS)]
    return [*names[:given], *several, *names[given : given + named]]


def _parsed(code: CodeType) -> ast.FunctionDef:
    """Return the function that some code was compiled from."""
    try:
        imports, functions = _module(code.co_filename)
        function = functions[code.co_firstlineno]
        # Imported names are compiled in their own way.
        module = compile(
            ast.Module([*imports, function], []), code.co_filename, "exec", dont_inherit=True
        )
    except (KeyError, SyntaxError, ValueError):
        raise NotWritable(f"the source of {code} is not to be had") from None
    # The file may have been changed after it was imported.
    if code.co_freevars or code not in module.co_consts:
        raise NotWritable(f"{code} is not what {code.co_filename} has now")
    return function


@lru_cache(maxsize=4)  # entries of one module are often used together
def _module(filename: str) -> tuple[list[ast.stmt], dict[int, ast.FunctionDef]]:
    """Return the imports of a module, and its functions by the line of their first decorator."""
    tree = ast.parse("".join(linecache.getlines(filename)))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    imports: list[ast.stmt] = [
        node
        for statement in tree.body
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for node in ast.walk(statement)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    return imports, {
        min([one.lineno, *(mark.lineno for mark in one.decorator_list)]): one for one in functions
    }
